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
public final class Namespaces {
    /** The namespace with the bridges; a machine with a kernel of its own runs in it and has its card there. */
    public static final String BRIDGES = "net";

    private static final Path REGISTRY = Path.of("/run/netns");

    private final String prefix;

    /** Those of a laboratory; none is made yet. */
    public Namespaces(String lab) {
        this.prefix = "sy-" + lab + "-";
    }

    String name(String machine) {
        return prefix + machine;
    }

    /** Words that run a command in a machine's network, in the host's files and processes. */
    public List<String> enter(String machine) {
        return List.of("ip", "netns", "exec", name(machine));
    }

    /** Makes a bridge for each network. */
    public void makeBridges(int networks) {
        ip("netns", "add", name(BRIDGES));
        for (int network = 0; network < networks; network++) {
            String bridge = "br" + network;
            ip("-n", name(BRIDGES), "link", "add", bridge, "type", "bridge", "stp_state", "0", "forward_delay", "0", "mcast_snooping", "0");
            ip("-n", name(BRIDGES), "link", "set", bridge, "up");
        }
    }

    /**
     * Makes a machine's namespace with its links to the bridges; one that is there already is replaced.
     *
     * @param addresses one for each network
     */
    void attach(String machine, List<String> addresses) {
        detach(machine);
        ip("netns", "add", name(machine));
        ip("-n", name(machine), "link", "set", "lo", "up");
        for (int network = 0; network < addresses.size(); network++) {
            String card = "eth" + network;
            ip("-n", name(BRIDGES), "link", "add", port(machine, network), "type", "veth", "peer", "name", card, "netns", name(machine));
            ip("-n", name(BRIDGES), "link", "set", port(machine, network), "master", "br" + network, "up");
            ip("-n", name(machine), "addr", "add", addresses.get(network) + "/24", "dev", card);
            ip("-n", name(machine), "link", "set", card, "up");
        }
    }

    /**
     * Makes a port of the first bridge for a machine with a kernel of its own.
     *
     * @return the name of the tap, in the namespace of the bridges
     */
    public String tap(String machine) {
        String tap = port(machine, 0);
        ip("-n", name(BRIDGES), "tuntap", "add", "dev", tap, "mode", "tap");
        ip("-n", name(BRIDGES), "link", "set", tap, "master", "br0", "up");
        return tap;
    }

    /** Pulls a machine's cable to one network, or puts it back; the machine sees its own card without carrier. */
    void link(String machine, int network, boolean up) {
        ip("-n", name(BRIDGES), "link", "set", port(machine, network), up ? "up" : "down");
    }

    /** Kills what runs in a machine's namespace and removes it with its links. */
    void detach(String machine) {
        if (Files.exists(REGISTRY.resolve(name(machine)))) {
            killAll(name(machine));
            Command.of("ip", "-n", name(BRIDGES), "link", "del", port(machine, 0)).run();
            Command.of("ip", "-n", name(BRIDGES), "link", "del", port(machine, 1)).run();
            ip("netns", "del", name(machine));
        }
    }

    /** Removes every namespace of this laboratory with all processes in it, also those of an earlier run. */
    public void removeAll() {
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

    private static String port(String machine, int network) {
        return "p" + network + "-" + machine;
    }

    private static void ip(String... words) {
        Command.of(words).behind(List.of("ip")).run().orFail();
    }
}
