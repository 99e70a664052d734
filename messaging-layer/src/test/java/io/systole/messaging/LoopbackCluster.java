package io.systole.messaging;

import io.systole.core.membership.NodeName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.UDP;
import org.jgroups.stack.ProtocolStack;
import org.jgroups.util.Util;

/** Members n1, n2, n3 and so on at 127.0.0.1, .2, .3 in this JVM, on a port that was free. */
final class LoopbackCluster implements AutoCloseable {
    static final FailureDetectionTimes TIMES =
            new FailureDetectionTimes(Duration.ofMillis(100), Duration.ofMillis(1000), Duration.ofMillis(150));

    /** Begins elsewhere in each process, so that tests that run side by side seldom meet. */
    private static final AtomicInteger NEXT_PORT = new AtomicInteger((int) (ProcessHandle.current().pid() * 37 % 10_000));

    final ClusterKey key = ClusterKey.generate();
    final int port = freePort();
    private final SortedMap<NodeName, String> nodeList = new TreeMap<>();
    private final List<Node> nodes = new ArrayList<>();

    LoopbackCluster() {
        this(3);
    }

    LoopbackCluster(int size) {
        for (int i = 1; i <= size; i++) {
            nodeList.put(new NodeName("n" + i), "127.0.0." + i);
        }
    }

    /** A started member and what it was told. */
    record Node(JGroupsTransport transport, RecordingListener heard) {
        void send(String to, String text) {
            transport.send(new NodeName(to), text.getBytes(StandardCharsets.UTF_8));
        }

        void broadcast(String text) {
            transport.broadcast(text.getBytes(StandardCharsets.UTF_8));
        }

        MemberAddress address() {
            return (MemberAddress) transport.channel().getAddress();
        }

        /** Drops what comes from these members and goes to them, as a cut cable does. */
        void cutFrom(Node... others) {
            DISCARD discard = new DISCARD();
            for (Node other : others) {
                discard.addIgnoreMember(other.address());
            }
            drop(discard);
        }

        /** Drops everything that comes and goes. */
        void isolate() {
            drop(new DISCARD().discardAll(true));
        }

        private void drop(DISCARD discard) {
            try {
                transport.channel().getProtocolStack().insertProtocol(discard, ProtocolStack.Position.ABOVE, UDP.class);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        /** Ends without a word to the others, as a killed process does: sockets close, nothing is sent. */
        void crash() {
            try {
                Util.shutdown(transport.channel());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        void mend() {
            transport.channel().getProtocolStack().removeProtocol(DISCARD.class);
        }
    }

    /** A daemon that believes to be this node, on another machine. */
    JGroupsSettings twin(String node, String address, long incarnation) {
        return settings(moved(node, address), node, incarnation);
    }

    /** A member to whom another node is on another machine. */
    JGroupsSettings settings(String node, long incarnation, String other, String address) {
        return settings(moved(other, address), node, incarnation);
    }

    JGroupsSettings settings(String node, long incarnation) {
        return settings(nodeList, node, incarnation);
    }

    private SortedMap<NodeName, String> moved(String node, String address) {
        SortedMap<NodeName, String> list = new TreeMap<>(nodeList);
        list.values().remove(address);
        list.put(new NodeName(node), address);
        return list;
    }

    private JGroupsSettings settings(SortedMap<NodeName, String> list, String node, long incarnation) {
        return JGroupsSettings.forNodes(list, new NodeName(node), incarnation, key).withPort(port).withFailureDetection(TIMES);
    }

    Node start(String node, long incarnation) {
        return start(settings(node, incarnation));
    }

    Node start(JGroupsSettings settings) {
        Node node = prepare(settings);
        node.transport().start(node.heard());
        return node;
    }

    Node start(JGroupsSettings settings, KeyStore keyStore) {
        Node node = add(new JGroupsTransport(settings, keyStore, KeyGuest.none()));
        node.transport().start(node.heard());
        return node;
    }

    /** A member that is not started yet. */
    Node prepare(JGroupsSettings settings) {
        return add(new JGroupsTransport(settings));
    }

    private Node add(JGroupsTransport transport) {
        Node node = new Node(transport, new RecordingListener());
        nodes.add(node);
        return node;
    }

    @Override
    public void close() {
        nodes.reversed().forEach(node -> node.transport().close());
    }

    /**
     * A port that is free for datagrams and connections. Below the range from which the system takes ports for outgoing connections
     * (32768 on Linux): one of those, made meanwhile by any process, could otherwise take it before a node does.
     */
    static int freePort() {
        while (true) {
            var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 20_000 + NEXT_PORT.getAndIncrement() % 10_000);
            try (var datagrams = new DatagramSocket(address); var connections = new ServerSocket()) {
                connections.bind(address);
                return datagrams.getLocalPort();
            } catch (BindException taken) {
                // The next one, then.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
