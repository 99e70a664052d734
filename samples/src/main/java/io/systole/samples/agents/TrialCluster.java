package io.systole.samples.agents;

import io.systole.samples.kernels.KernelLab;
import io.systole.samples.lab.Command;
import io.systole.samples.lab.Lab;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.Machine;
import io.systole.samples.lab.Rest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Two nodes with daemons, without fencing, in which agents are tried one after the other. Not safe for several threads. */
final class TrialCluster implements AutoCloseable {
    private static final int MEMBERS = 2;
    private static final Pace OF_NAMESPACES = new Pace(Duration.ofSeconds(150), Duration.ofSeconds(40));
    private static final Pace OF_KERNELS = new Pace(Duration.ofSeconds(400), Duration.ofSeconds(150));
    private static final Duration CLOSELY = Duration.ofSeconds(5);
    private static final String FILE = "/etc/systole/trial.crm";

    private final AutoCloseable lab;
    private final List<? extends Machine> machines;
    private final List<? extends Machine> nodes;
    private final Rest rest;
    private final Pace pace;

    /**
     * What counts as too long.
     *
     * @param patience for what is under way: more than the longest timeouts of a stop and a start together that recipes give
     * @param calm without anything that happens: longer than a repeated monitor needs to notice something
     */
    private record Pace(Duration patience, Duration calm) {}

    private TrialCluster(AutoCloseable lab, List<? extends Machine> machines, Pace pace) {
        this.lab = lab;
        this.machines = machines;
        this.nodes = machines.subList(0, MEMBERS);
        this.rest = new Rest(nodes, Duration.ofMillis(500));
        this.pace = pace;
    }

    /** Of nodes that are namespaces. */
    static TrialCluster ofNamespaces(Path installation) {
        Lab lab = Lab.make("agents", installation, List.of("n1", "n2"));
        return new TrialCluster(lab, List.copyOf(lab.nodes().values()), OF_NAMESPACES);
    }

    /** Of nodes with a kernel of their own, and a third machine beside them that is no member. */
    static TrialCluster ofKernels(KernelLab.Supplies supplies, Consumer<String> progress) {
        KernelLab lab = KernelLab.make("kernels", supplies, List.of("n1", "n2", "n3"), progress);
        return new TrialCluster(lab, lab.nodes(), OF_KERNELS);
    }

    /** Boots all, makes the cluster and waits until it is at rest. */
    void form() {
        machines.forEach(Machine::powerOn);
        Machine first = nodes.getFirst();
        first.initCluster("agents", nodes);
        nodes.getLast().takeSettingsOf(first);
        nodes.forEach(Machine::startDaemon);
        awaitRest();
        configure("""
                property stonith-enabled=false
                rsc_defaults resource-stickiness=100
                """);
    }

    /** Machines that are no members. */
    List<? extends Machine> beside() {
        return machines.subList(MEMBERS, machines.size());
    }

    List<? extends Machine> nodes() {
        return nodes;
    }

    /** How long something may take that is under way. */
    Duration patience() {
        return pace.patience;
    }

    /** Whether a command for {@code sh} ends with 0 on a node; on a node without power it does not. */
    boolean holds(Machine node, String command) {
        return node.powered() && shell(node, command).ok();
    }

    /** What comes of a command for {@code sh} on a node. */
    Command.Result shell(Machine node, String command) {
        return node.run("sh", "-c", command);
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

    private Machine alive() {
        return nodes.stream().filter(Machine::powered).map(Machine.class::cast).findFirst()
                .orElseThrow(() -> new LabException("no node has power"));
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
        var calm = new Calm(pace.calm);
        rest.await(pace.patience, () -> {
            if (wish.getAsBoolean()) {
                return true;
            }
            calm.look();
            return false;
        });
    }

    /** How long nothing has happened: since the first of the looks that follow each other closely. */
    private static final class Calm {
        private final Duration limit;
        private long first = System.nanoTime();
        private long last = first;

        Calm(Duration limit) {
            this.limit = limit;
        }

        void look() {
            long now = System.nanoTime();
            if (now - last > CLOSELY.toNanos()) {
                first = now;
            }
            last = now;
            if (now - first > limit.toNanos()) {
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
        try {
            lab.close();
        } catch (Exception failed) {
            throw new LabException("the laboratory cannot be removed: " + failed.getMessage(), failed);
        }
    }
}
