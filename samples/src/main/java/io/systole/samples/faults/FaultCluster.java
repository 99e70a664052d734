package io.systole.samples.faults;

import io.systole.samples.lab.DaemonStatus;
import io.systole.samples.lab.Lab;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.LabNode;
import io.systole.samples.lab.PowerSwitch;
import io.systole.samples.lab.Rest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A real cluster that faults strike: made, looked at, and made whole again. Not safe for several threads, but for reading. */
final class FaultCluster implements AutoCloseable {
    private static final String JUDGE = "judge";
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Setting setting;
    private final Lab lab;
    private final List<LabNode> members;
    private final Rest rest;
    private String detection = "";

    FaultCluster(Setting setting, Path installation) {
        this.setting = setting;
        var names = new ArrayList<>(setting.names());
        if (setting.arbitrator()) {
            names.add(JUDGE);
        }
        this.lab = Lab.make("faults", installation, names, setting.networks());
        this.members = setting.names().stream().map(lab::node).toList();
        this.rest = new Rest(members, PAUSE);
    }

    List<LabNode> members() {
        return members;
    }

    /** The preset for failure detection, if it shall not be the usual one; before {@link #form}. */
    void detection(String preset) {
        detection = preset;
    }

    /** Boots all, makes the cluster, loads what it shall run and waits until it does. */
    void form() {
        lab.nodes().values().forEach(LabNode::powerOn);
        LabNode first = members.getFirst();
        first.initCluster("faults", members);
        if (!detection.isEmpty()) {
            first.setDetection(detection);
        }
        if (setting.arbitrator()) {
            judge(first);
        }
        members.stream().skip(1).forEach(node -> node.takeSettingsOf(first));
        if (setting.fencing()) {
            lab.powerSwitch();
        }
        if (setting.clocks()) {
            members.forEach(LabNode::giveClock);
        }
        members.forEach(LabNode::startDaemon);
        awaitRest();
        first.write("/etc/systole/faults.xml", FaultConfiguration.cib(setting.fencing()));
        first.run("crm", "configure", "load", "xml", "replace", "/etc/systole/faults.xml").orFail();
        awaitRest();
    }

    private void judge(LabNode first) {
        LabNode judge = lab.node(JUDGE);
        String settings = first.read("/etc/systole/systole.conf").replace("two_node = yes", "").replace("wait_for_all = yes", "");
        first.write("/etc/systole/systole.conf", settings + "\narbitrator = " + judge.address() + "\n");
        judge.takeSettingsOf(first);
        judge.write("/etc/systole/arbitrator.conf", "cluster = faults cluster.key\n");
        judge.startDaemon("--arbitrator");
    }

    /** The power switch, which only clusters with fencing have. */
    PowerSwitch powerSwitch() {
        return lab.powerSwitch();
    }

    /** The node that all members call the DC; empty if they do not agree. */
    Optional<LabNode> dc() {
        List<String> said = members.stream().map(node -> new DaemonStatus(node.status()).dc()).distinct().toList();
        return said.size() == 1 ? members.stream().filter(node -> node.name().equals(said.getFirst())).findFirst() : Optional.empty();
    }

    /** Who is DC in which term and which lives of daemons are members, as each member says; the same unless one of these has changed. */
    String roles() {
        return String.join(", ", members.stream().map(node -> {
            var status = new DaemonStatus(node.status());
            return node.name() + ": " + status.dc() + " in term " + status.term() + " with " + status.lives();
        }).toList());
    }

    /** Waits until the cluster is at rest. */
    void awaitRest() {
        rest.await(PATIENCE, () -> true);
    }

    /** Waits until all is at rest and something else holds, both for a second. */
    void awaitRest(BooleanSupplier wish) {
        rest.await(PATIENCE, wish);
    }

    /** Mends whatever a fault has broken: links, routes, processes, power. */
    void makeWhole() {
        if (setting.fencing()) {
            lab.powerSwitch().mood(PowerSwitch.Mood.WORKS);
        }
        members.forEach(LabNode::ensurePower);
        for (LabNode node : members) {
            try {
                mend(node);
            } catch (LabException fencedMeanwhile) {
                // A fencing that was ordered before strikes now, and takes all that was broken with it.
                node.ensurePower();
                mend(node);
            }
        }
    }

    private void mend(LabNode node) {
        for (int network = 0; network < setting.networks(); network++) {
            node.link(network, true);
        }
        if (setting.clocks()) {
            node.setClock(Duration.ZERO);
        }
        members.forEach(other -> hears(other, node, true));
        node.signalDaemon("CONT");
        if (!node.daemonRuns()) {
            node.startDaemon();
        }
    }

    /** Whether what one node sends reaches another; what the other sends reaches it in any case. */
    void hears(LabNode listener, LabNode speaker, boolean yes) {
        if (listener != speaker) {
            speaker.run("ip", "route", yes ? "del" : "add", "blackhole", listener.address() + "/32");
        }
    }

    /** Pulls the cables between two groups of members, both ways. */
    void cut(List<LabNode> some, List<LabNode> others) {
        for (LabNode one : some) {
            for (LabNode other : others) {
                hears(one, other, false);
                hears(other, one, false);
            }
        }
    }

    /** The status of each member and the end of its log, for a failure. */
    String evidence() {
        return rest.evidence();
    }

    @Override
    public void close() {
        lab.close();
    }
}
