package io.systole.samples.faults;

import io.systole.samples.lab.Command;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.LabNode;
import io.systole.samples.lab.Repeated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Somebody who changes the configuration again and again, on whatever node answers, and remembers which changes were acknowledged: each is
 * a tag with an id of its own. A thread of its own until it is closed.
 */
final class Writer implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final List<LabNode> nodes;
    private final RandomGenerator random;
    private final Repeated rounds = new Repeated("writer", this::write, PAUSE);
    private final List<String> acknowledged = new ArrayList<>();
    private int number;
    private int refused;

    Writer(List<LabNode> nodes, RandomGenerator random) {
        this.nodes = nodes;
        this.random = random;
        rounds.start();
    }

    private void write() {
        LabNode node = nodes.get(random.nextInt(nodes.size()));
        String id = "write-" + ++number;
        try {
            if (node.powered()) {
                note(id, node.command(Command.of("cibadmin", "--modify", "--allow-create", "--scope", "tags", "--xml-text",
                        "<tags><tag id=\"" + id + "\"><obj_ref id=\"r1\"/></tag></tags>")).within(LIMIT).run().ok());
            }
        } catch (LabException powerIsGone) {
            note(id, false);
        }
    }

    private synchronized void note(String id, boolean ok) {
        if (ok) {
            acknowledged.add(id);
        } else {
            refused++;
        }
    }

    /** How many were acknowledged. */
    synchronized int acknowledged() {
        return acknowledged.size();
    }

    /** How many were refused or not answered. */
    synchronized int refused() {
        return refused;
    }

    /** The acknowledged changes that a node does not have on its disk. */
    synchronized List<String> lostOn(LabNode node) {
        String cib = node.read(Strikes.CIB);
        return acknowledged.stream().filter(id -> !cib.contains("\"" + id + "\"")).toList();
    }

    /** Ends after the change that is under way. */
    @Override
    public void close() {
        rounds.close();
    }
}
