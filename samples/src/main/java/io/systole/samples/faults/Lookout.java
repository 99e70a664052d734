package io.systole.samples.faults;

import io.systole.samples.lab.LabNode;
import io.systole.samples.lab.Repeated;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks from outside where each resource is active, every ten milliseconds, and remembers whatever was active on two nodes: addresses
 * in the kernel's table of a node, dummies by their state files. It asks no daemon and no agent. A thread of its own until it is closed.
 */
final class Lookout implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(10);
    private static final String STATE = "/run/resource-agents/systole-Dummy-";

    private final List<LabNode> nodes;
    private final Repeated rounds = new Repeated("lookout", this::look, PERIOD);
    private final Map<String, Long> doubleSince = new HashMap<>();
    private final List<String> doubles = new ArrayList<>();

    Lookout(List<LabNode> nodes) {
        this.nodes = nodes;
        rounds.start();
    }

    private void look() {
        look("address");
        FaultConfiguration.DUMMIES.forEach(this::look);
    }

    private void look(String resource) {
        List<String> where = where(resource);
        Long since = doubleSince.get(resource);
        if (where.size() > 1 && since == null) {
            doubleSince.put(resource, System.nanoTime());
            note(resource + " on " + where);
        } else if (where.size() <= 1 && since != null) {
            doubleSince.remove(resource);
            note(resource + " no longer, after " + (System.nanoTime() - since) / 1_000_000 + " ms");
        }
    }

    private synchronized void note(String what) {
        doubles.add(what);
    }

    /** The nodes on which a resource is active now. */
    List<String> where(String resource) {
        return nodes.stream().filter(node -> node.powered() && active(resource, node)).map(LabNode::name).toList();
    }

    private static boolean active(String resource, LabNode node) {
        try {
            return resource.equals("address") ? Files.readString(node.kernelFile("net/fib_trie")).contains(FaultConfiguration.ADDRESS)
                    : Files.exists(node.file(STATE + resource));
        } catch (IOException powerIsGone) {
            return false;
        }
    }

    /** Forgets what was seen. */
    synchronized void begin() {
        doubles.clear();
    }

    /** What was active on two nodes since {@link #begin}, in words; empty if nothing was. */
    synchronized List<String> doubles() {
        return List.copyOf(doubles);
    }

    /** The resources that are not active on exactly one node now. */
    List<String> notOnce() {
        var wrong = new ArrayList<String>();
        var all = new ArrayList<>(FaultConfiguration.DUMMIES);
        all.add("address");
        for (String resource : all) {
            List<String> where = where(resource);
            if (where.size() != 1) {
                wrong.add(resource + " on " + where);
            }
        }
        return wrong;
    }

    @Override
    public void close() {
        rounds.close();
    }
}
