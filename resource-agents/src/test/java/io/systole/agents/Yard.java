package io.systole.agents;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A little machine of its own for agents: own network (an interface {@code eth0} with 10.9.0.1 and a neighbour, namespace
 * {@code peer}, with 10.9.0.2), own mounts, own processes and an empty {@code /run}. What happens in it ends with it.
 */
final class Yard implements AutoCloseable {
    private static final String SET_UP = """
        mount --make-rprivate /
        mount -t tmpfs -o mode=755 tmpfs /run
        ip link set lo up
        ip netns add peer
        ip link add eth0 type veth peer name eth1 netns peer
        ip link set eth0 up
        ip addr add 10.9.0.1/24 dev eth0
        ip -6 addr add fd09::1/64 dev eth0 nodad
        ip -n peer link set eth1 up
        ip -n peer addr add 10.9.0.2/24 dev eth1
        ip -n peer -6 addr add fd09::2/64 dev eth1 nodad
        echo ready
        cat
        true
        """;

    private final Process holder;
    private final long init;
    private final Path directory;

    private Yard(Process holder, long init, Path directory) {
        this.holder = holder;
        this.init = init;
        this.directory = directory;
    }

    /** Skips the test, with a message, where namespaces cannot be made or a program is missing. */
    static Yard open(String... programs) {
        assumeTrue(rootUser(), "needs root");
        for (String program : programs) {
            assumeTrue(installed(program), "program " + program + " is not installed");
        }
        try {
            Path directory = Files.createTempDirectory("yard");
            // Servers run as users of their own and must get in.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            Process holder = new ProcessBuilder("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc",
                "sh", "-ec", SET_UP).redirectErrorStream(true).start();
            String first = firstLine(holder.getInputStream());
            assumeTrue(first.equals("ready"), "namespaces cannot be made here: " + first);
            long init = holder.children().findFirst().orElseThrow().pid();
            return new Yard(holder, init, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A directory that is there for this test only. */
    Path directory() {
        return directory;
    }

    Path file(String name, String content) {
        try {
            return Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A resource of one of our agents. */
    Resource resource(String agent, Map<String, String> parameters) {
        return new Resource(this, agent, parameters, Map.of());
    }

    /** Runs shell commands in the yard. */
    Ran sh(String script) {
        return run(Map.of(), List.of("sh", "-c", script));
    }

    /** Kills the process that a pid file names, and returns when it is gone: a signal may arrive late on a busy machine. */
    void kill(String pidFile) {
        Ran killed = sh("p=$(cat " + pidFile + ") && kill -s KILL $p && while kill -0 $p 2> /dev/null; do sleep 0.05; done");
        if (killed.code() != 0) {
            throw new IllegalStateException("no process to kill in " + pidFile + ": " + killed.output());
        }
    }

    /** The same for the process and its whole group. */
    void killGroup(String pidFile) {
        Ran killed = sh("p=$(cat " + pidFile + ") && kill -s KILL -- -$p && while kill -0 -- -$p 2> /dev/null; do sleep 0.05; done");
        if (killed.code() != 0) {
            throw new IllegalStateException("no process group to kill in " + pidFile + ": " + killed.output());
        }
    }

    Ran run(Map<String, String> environment, List<String> command) {
        List<String> all = new ArrayList<>(List.of("nsenter", "-t", Long.toString(init), "-n", "-m", "-p", "-w/"));
        all.addAll(command);
        try {
            Path output = Files.createTempFile(directory, "output", ".txt");
            ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                throw new IllegalStateException(command + " did not end: " + Files.readString(output));
            }
            return new Ran(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            holder.getOutputStream().close();
            if (!holder.waitFor(20, TimeUnit.SECONDS)) {
                holder.destroyForcibly().waitFor();
            }
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean rootUser() {
        return System.getProperty("user.name").equals("root");
    }

    private static boolean installed(String program) {
        return Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin").anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.append((char) next);
            next = in.read();
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** What came of a command. */
    record Ran(int code, String output) {
        /** The last exit-reason, or all the output if there is none. */
        String reason() {
            return output.lines().filter(line -> line.startsWith("ocf-exit-reason:")).reduce((first, last) -> last)
                .map(line -> line.substring("ocf-exit-reason:".length())).orElse(output);
        }
    }

    /** A resource as the local resource manager would run it, with further variables of its environment. */
    record Resource(Yard yard, String agent, Map<String, String> parameters, Map<String, String> environment) {
        Ran run(String action, Map<String, String> more) {
            return yard.run(environment(more), List.of(OwnAgents.script(agent).toString(), action));
        }

        /** An operation that takes longer than its timeout is ended by force; after so many seconds, and then the code is 124. */
        Ran within(String seconds, String action) {
            return yard.run(environment(Map.of()), List.of("timeout", seconds, OwnAgents.script(agent).toString(), action));
        }

        private Map<String, String> environment(Map<String, String> more) {
            Map<String, String> all = new TreeMap<>(Map.of(
                "OCF_ROOT", "/usr/lib/ocf", "OCF_RESOURCE_INSTANCE", "test-" + agent, "OCF_RESKEY_CRM_meta_timeout", "20000",
                "OCF_RESKEY_CRM_meta_interval", "10000"));
            parameters.forEach((name, value) -> all.put("OCF_RESKEY_" + name, value));
            all.putAll(environment);
            all.putAll(more);
            return all;
        }

        Ran run(String action) {
            return run(action, Map.of());
        }

        /** Exit codes of several actions, one after the other. */
        List<Integer> codes(String... actions) {
            return Stream.of(actions).map(this::code).toList();
        }

        /** What an agent said is worth reading when an assertion about its code fails. */
        private int code(String action) {
            Ran ran = run(action);
            if (ran.code() != 0) {
                System.err.println(agent + " " + action + " returned " + ran.code() + ": " + ran.output());
            }
            return ran.code();
        }
    }
}
