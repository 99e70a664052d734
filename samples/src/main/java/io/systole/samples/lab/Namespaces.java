package io.systole.samples.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The named network namespaces of one laboratory: a bridge without uplink in a namespace of its own, and one namespace with
 * {@code eth0} for each machine. Everything else of a machine hangs on processes in its namespace and dies with them.
 */
final class Namespaces {
    private static final Path REGISTRY = Path.of("/run/netns");

    private final String prefix;

    Namespaces(String lab) {
        this.prefix = "sy-" + lab + "-";
    }

    String name(String machine) {
        return prefix + machine;
    }

    /** Words that run a command in a machine's network, in the host's files and processes. */
    List<String> enter(String machine) {
        return List.of("ip", "netns", "exec", name(machine));
    }

    /** Makes the bridge. */
    void makeBridge() {
        ip("netns", "add", name("net"));
        ip("-n", name("net"), "link", "add", "br0", "type", "bridge", "stp_state", "0", "forward_delay", "0", "mcast_snooping", "0");
        ip("-n", name("net"), "link", "set", "br0", "up");
    }

    /** Makes a machine's namespace with its link to the bridge; one that is there already is replaced. */
    void attach(String machine, String address) {
        detach(machine);
        ip("netns", "add", name(machine));
        ip("-n", name("net"), "link", "add", port(machine), "type", "veth", "peer", "name", "eth0", "netns", name(machine));
        ip("-n", name("net"), "link", "set", port(machine), "master", "br0", "up");
        ip("-n", name(machine), "link", "set", "lo", "up");
        ip("-n", name(machine), "addr", "add", address + "/24", "dev", "eth0");
        ip("-n", name(machine), "link", "set", "eth0", "up");
    }

    /** Pulls a machine's cable, or puts it back; the machine sees its own card without carrier. */
    void link(String machine, boolean up) {
        ip("-n", name("net"), "link", "set", port(machine), up ? "up" : "down");
    }

    /** Kills what runs in a machine's namespace and removes it with its link. */
    void detach(String machine) {
        if (Files.exists(REGISTRY.resolve(name(machine)))) {
            killAll(name(machine));
            Command.of("ip", "-n", name("net"), "link", "del", port(machine)).run();
            ip("netns", "del", name(machine));
        }
    }

    /** Removes every namespace of this laboratory, also those of an earlier run. */
    void removeAll() {
        if (!Files.isDirectory(REGISTRY)) {
            return;
        }
        try (Stream<Path> entries = Files.list(REGISTRY)) {
            List<String> ours = entries.map(entry -> entry.getFileName().toString()).filter(name -> name.startsWith(prefix)).toList();
            for (String namespace : ours) {
                killAll(namespace);
                ip("netns", "del", namespace);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot list " + REGISTRY, unreadable);
        }
    }

    private static void killAll(String namespace) {
        Await.until("all processes in " + namespace + " are gone", Duration.ofSeconds(10), () -> {
            List<Long> pids = Command.of("ip", "netns", "pids", namespace).run().output().lines()
                    .filter(line -> line.matches("\\d+")).map(Long::valueOf).toList();
            pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            return pids.isEmpty();
        });
    }

    private static String port(String machine) {
        return "p-" + machine;
    }

    private static void ip(String... words) {
        Command.of(words).behind(List.of("ip")).run().orFail();
    }
}
