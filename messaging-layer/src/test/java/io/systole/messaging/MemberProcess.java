package io.systole.messaging;

import io.systole.core.membership.LinkState;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.ClusterTransport;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A member in a process of its own, which tests kill; it prints every membership.
 *
 * <p>Arguments: key file, port, node name, incarnation, name=address[,address…]…, and {@link #MULTICAST} if nodes find each other by it
 */
final class MemberProcess {
    /** On standard input: print what was dropped. Everything else makes it say something to all. */
    static final char COUNT = '?';

    static final String MULTICAST = "multicast";

    private MemberProcess() {}

    public static void main(String[] arguments) throws IOException {
        TreeMap<NodeName, List<String>> nodes = new TreeMap<>();
        for (int i = 4; i < arguments.length; i++) {
            if (!arguments[i].equals(MULTICAST)) {
                String[] entry = arguments[i].split("=", 2);
                nodes.put(new NodeName(entry[0]), List.of(entry[1].split(",")));
            }
        }
        NodeName self = new NodeName(arguments[2]);
        int port = Integer.parseInt(arguments[1]);
        Peers peers = List.of(arguments).contains(MULTICAST) ? new Peers.Multicast(nodes.get(self), nodes, List.of(), port + 1)
                : new Peers.NodeList(nodes);
        JGroupsSettings settings = JGroupsSettings.defaults(peers, self, Long.parseLong(arguments[3]),
                new ClusterKeyFile(Path.of(arguments[0])).read()).withPort(port).withFailureDetection(LoopbackCluster.TIMES);
        try (JGroupsTransport transport = new JGroupsTransport(settings)) {
            transport.start(new Printer());
            // The test holds the other end; it ends with the test, whatever happens to that.
            for (int command = System.in.read(); command >= 0; command = System.in.read()) {
                if (command == COUNT) {
                    System.out.println("dropped: " + transport.refusedDatagrams());
                } else {
                    transport.broadcast(new byte[0]);
                }
            }
        }
    }

    static Process launch(Path key, int port, String node, long incarnation, String... nodes) throws IOException {
        List<String> command = command(key, port, node, incarnation, List.of(nodes));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(new File("/dev/null")).start();
    }

    static List<String> command(Path key, int port, String node, long incarnation, List<String> nodes) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-cp", System.getProperty("java.class.path"),
                MemberProcess.class.getName(), key.toString(), Integer.toString(port), node, Long.toString(incarnation)));
        command.addAll(nodes);
        return command;
    }

    private static final class Printer implements ClusterTransport.Listener {
        @Override
        public void onMembership(SortedSet<Member> members, boolean merged) {
            System.out.println("membership: " + (merged ? "merged " : "") + members);
        }

        @Override
        public void onLink(LinkState changed) {
            System.out.println(changed.sentence());
        }

        @Override
        public void onMessage(NodeName from, byte[] message) {
            System.out.println("message from " + from);
        }
    }
}
