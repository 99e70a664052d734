package io.systole.samples.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A lab without privileges: nodes are daemons of the same user on addresses 127.0.0.11, 127.0.0.12…, each with its own
 * directories. There are no links to cut and no addresses to move, so it suits resources that are only processes or files.
 */
public final class LoopbackLab implements AutoCloseable {
    private static final String NETWORK = "127.0.0.";
    private static final int FIRST_NODE = 11;

    private final Path work;
    private final Path installation;
    private final SequencedMap<String, LoopbackNode> nodes = new LinkedHashMap<>();
    private final TearDown end = new TearDown(this::tearDown);
    private boolean kept;

    private LoopbackLab(Path work, Path installation) {
        this.work = work;
        this.installation = installation;
    }

    /** Makes the directories and configuration of a cluster of these nodes; none is started. Leftovers of a lab of this name go. */
    public static LoopbackLab make(String name, Path installation, List<String> nodeNames) {
        LoopbackLab lab = of(name, installation, nodeNames);
        lab.removeEverything();
        lab.end.arm();
        try {
            lab.configure(name, nodeNames);
            return lab;
        } catch (IOException failed) {
            lab.close();
            throw new UncheckedIOException("cannot make the files of the lab in " + lab.work, failed);
        }
    }

    /** Removes what a lab of this name has left, for example one that was kept. */
    public static void remove(String name, List<String> nodeNames) {
        of(name, Path.of("/"), nodeNames).removeEverything();
    }

    private static LoopbackLab of(String name, Path installation, List<String> nodeNames) {
        var lab = new LoopbackLab(Path.of(System.getProperty("java.io.tmpdir"),
                "systole-loopback-" + System.getProperty("user.name") + "-" + name), installation);
        nodeNames.forEach(node -> lab.nodes.put(node, new LoopbackNode(node, lab.work.resolve(node), installation)));
        return lab;
    }

    private void configure(String name, List<String> nodeNames) throws IOException {
        var common = new StringBuilder("cluster = " + name + "\nload_average = shared\n");
        int number = FIRST_NODE;
        for (String node : nodeNames) {
            common.append("node = ").append(node).append(' ').append(NETWORK).append(number++).append('\n');
        }
        if (nodeNames.size() == 2) {
            // A killed node stands for a lost machine, but its host answers: nobody shall wait for its return.
            common.append("two_node = yes\nself_fencing_time = off\n");
        }
        Path key = null;
        for (LoopbackNode node : nodes.values()) {
            Files.createDirectories(node.etc());
            Files.writeString(node.etc().resolve("systole.conf"), common + "name = " + node.name() + "\n");
            if (key == null) {
                node.run("systoled", "--keygen").orFail();
                key = node.etc().resolve("cluster.key");
            } else {
                Command.of("cp", "-p", key.toString(), node.etc().toString()).run().orFail();
            }
        }
    }

    /** The node of this name. */
    public LoopbackNode node(String name) {
        LoopbackNode node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("the lab has no node " + name + ", only " + nodes.keySet());
        }
        return node;
    }

    /** Another machine that was given the name and the disk's configuration of a node, at an address of its own. */
    public LoopbackNode twin(String name, String address) {
        LoopbackNode original = node(name);
        var twin = new LoopbackNode(name, work.resolve(name + "-twin"), installation);
        try {
            Files.createDirectories(twin.etc());
            Command.of("cp", "-p", original.etc().resolve("cluster.key").toString(), twin.etc().toString()).run().orFail();
            String settings = Files.readString(original.etc().resolve("systole.conf"));
            Files.writeString(twin.etc().resolve("systole.conf"),
                    settings.replaceFirst("(?m)^node = " + name + " .*$", "node = " + name + " " + address));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot make the files of the second " + name, failed);
        }
        nodes.put(name + "-twin", twin);
        return twin;
    }

    /** From its next start on this node runs the programs of another installation; its files stay. Must not run now. */
    public LoopbackNode upgrade(String name, Path other) {
        if (node(name).daemon().isPresent()) {
            throw new IllegalStateException("the daemon of " + name + " runs");
        }
        var upgraded = new LoopbackNode(name, work.resolve(name), other);
        nodes.put(name, upgraded);
        return upgraded;
    }

    /** From now on {@link #close()} leaves the daemons running. */
    public void keep() {
        kept = true;
    }

    @Override
    public void close() {
        end.close();
    }

    private void tearDown() {
        if (!kept) {
            removeEverything();
        }
    }

    private void removeEverything() {
        nodes.values().forEach(LoopbackNode::kill);
        Folder.delete(work);
    }
}
