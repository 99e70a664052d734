package io.systole.samples.agents;

import io.systole.samples.lab.Command;
import io.systole.samples.lab.Lab;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.LabNode;
import io.systole.samples.lab.Rest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Two nodes with daemons, without fencing, in which agents are tried one after the other. Not safe for several threads. */
final class TrialCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    /** Longer than a repeated monitor needs to notice something. */
    private static final Duration CALM = Duration.ofSeconds(40);
    private static final Duration CLOSELY = Duration.ofSeconds(5);
    private static final String FILE = "/etc/systole/trial.crm";

    private final Lab lab;
    private final List<LabNode> nodes;
    private final Rest rest;

    TrialCluster(Path installation) {
        this.lab = Lab.make("agents", installation, List.of("n1", "n2"));
        this.nodes = List.copyOf(lab.nodes().values());
        this.rest = new Rest(nodes, Duration.ofMillis(500));
    }

    /** Boots both, makes the cluster and waits until it is at rest. */
    void form() {
        nodes.forEach(LabNode::powerOn);
        LabNode first = nodes.getFirst();
        first.initCluster("agents", nodes);
        nodes.getLast().takeSettingsOf(first);
        nodes.forEach(LabNode::startDaemon);
        awaitRest();
        configure("""
                property stonith-enabled=false
                rsc_defaults resource-stickiness=100
                """);
    }

    List<LabNode> nodes() {
        return nodes;
    }

    /** Whether a command for {@code sh} ends with 0 on a node; on a node without power it does not. */
    boolean holds(LabNode node, String command) {
        return node.powered() && shell(node, command).ok();
    }

    /** What comes of a command for {@code sh} on a node. */
    Command.Result shell(LabNode node, String command) {
        return node.command(Command.of("sh", "-c", command)).run();
    }

    /** Runs one of the cluster's tools on a node that has power. */
    String tool(String... words) {
        return alive().run(words).orFail();
    }

    /** Adds statements to the configuration. */
    void configure(String statements) {
        alive().write(FILE, statements);
        tool("crm", "configure", "load", "update", FILE);
        awaitRest();
    }

    /** What the agents have come to so far, as the CIB has it. */
    StatusSection status() {
        return StatusSection.parse(tool("cibadmin", "--query"));
    }

    private LabNode alive() {
        return nodes.stream().filter(LabNode::powered).findFirst().orElseThrow(() -> new LabException("no node has power"));
    }

    void awaitRest() {
        awaitRest(() -> true);
    }

    /**
     * Waits until all is at rest and something else holds.
     *
     * @throws LabException also if nothing has happened for a while, and it does not hold
     */
    void awaitRest(BooleanSupplier wish) {
        var calm = new Calm();
        rest.await(PATIENCE, () -> {
            if (wish.getAsBoolean()) {
                return true;
            }
            calm.look();
            return false;
        });
    }

    /** How long nothing has happened: since the first of the looks that follow each other closely. */
    private static final class Calm {
        private long first = System.nanoTime();
        private long last = first;

        void look() {
            long now = System.nanoTime();
            if (now - last > CLOSELY.toNanos()) {
                first = now;
            }
            last = now;
            if (now - first > CALM.toNanos()) {
                throw new LabException("the cluster is at rest, but not so");
            }
        }
    }

    /** What the status and the logs say, for a failure. */
    String evidence() {
        return alive().run("crm_mon", "-1", "-rfA").output() + rest.evidence();
    }

    @Override
    public void close() {
        lab.close();
    }
}
