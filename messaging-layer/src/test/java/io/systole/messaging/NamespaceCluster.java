package io.systole.messaging;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Members n1, n2, n3 as processes of their own, each on its own network stack; cables are pulled, processes killed. */
final class NamespaceCluster implements AutoCloseable {
    private static final List<String> NODES = List.of("n1", "n2", "n3");

    final NetworkNamespaces network;
    private final Map<String, Process> processes = new LinkedHashMap<>();
    private final Map<String, List<String>> output = new LinkedHashMap<>();

    /** Starts them with a node list and waits until all see all. */
    NamespaceCluster(Path directory, boolean... ipv6) throws IOException {
        this(directory, List.of(), ipv6);
    }

    /** Nodes that find each other by multicast. */
    static NamespaceCluster withMulticast(Path directory, boolean... ipv6) throws IOException {
        return new NamespaceCluster(directory, List.of(MemberProcess.MULTICAST), ipv6);
    }

    private NamespaceCluster(Path directory, List<String> more, boolean... ipv6) throws IOException {
        network = new NetworkNamespaces(NODES.size(), ipv6);
        Path key = directory.resolve("authkey");
        new ClusterKeyFile(key).write(ClusterKey.generate());
        List<String> list = Stream.concat(NODES.stream().map(node -> node + "=" + network.addresses(node)), more.stream()).toList();
        for (String node : NODES) {
            Process process = network.run(node, MemberProcess.command(key, JGroupsSettings.DEFAULT_PORT, node, 1, list));
            processes.put(node, process);
            List<String> lines = new CopyOnWriteArrayList<>();
            output.put(node, lines);
            BufferedReader reader = process.inputReader();
            Thread.ofVirtual().start(() -> reader.lines().forEach(lines::add));
        }
        for (String node : NODES) {
            awaitMembership(node, last -> last.endsWith(" [n1#1, n2#1, n3#1]"), "[n1#1, n2#1, n3#1]");
        }
    }

    /** Waits until this is the last membership that the node was told. */
    void awaitLast(String node, String membership) {
        awaitMembership(node, ("membership: " + membership)::equals, membership);
    }

    private void awaitMembership(String node, Predicate<String> expected, String membership) {
        await(node, membership, lines -> memberships(lines).stream().reduce((first, last) -> last).filter(expected).isPresent());
    }

    /** Waits until the node has printed a line that begins so, after what was printed before {@code from}. */
    void awaitLine(String node, int from, String beginning) {
        await(node, "the line " + beginning, lines -> lines.stream().skip(from).anyMatch(line -> line.startsWith(beginning)));
    }

    private void await(String node, String what, Predicate<List<String>> condition) {
        List<String> lines = output.get(node);
        try {
            RecordingListener.awaitTrue(what, () -> condition.test(lines));
        } catch (AssertionError late) {
            throw new AssertionError(node + " did not come to " + what + ", it printed " + lines, late);
        }
    }

    int printed(String node) {
        return output.get(node).size();
    }

    List<String> memberships(String node) {
        return memberships(output.get(node));
    }

    private static List<String> memberships(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("membership: ")).toList();
    }

    /** Lets the node say something to all. */
    void broadcast(String node) throws IOException {
        OutputStream input = processes.get(node).getOutputStream();
        input.write('x');
        input.flush();
    }

    void kill(String node) {
        processes.get(node).destroyForcibly();
    }

    @Override
    public void close() {
        processes.values().forEach(process -> process.destroyForcibly().onExit().join());
        network.close();
    }
}
