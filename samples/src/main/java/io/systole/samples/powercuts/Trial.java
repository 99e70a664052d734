package io.systole.samples.powercuts;

import io.systole.samples.kernels.KernelLab;
import io.systole.samples.kernels.KernelNode;
import io.systole.samples.lab.Await;
import io.systole.samples.lab.LabException;
import io.systole.samples.writes.Ledger;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** One cut after the other in one cluster, whose writes are all remembered. */
final class Trial {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration TICK = Duration.ofMillis(1);

    private final CutCluster cluster;
    private final Ledger ledger = new Ledger();
    private int damagedBefore;

    /** In a cluster at rest. */
    Trial(CutCluster cluster) {
        this.cluster = cluster;
    }

    /** Cuts the power in the midst of writes, puts it back, waits for rest and looks what came of it. */
    CutResult strike(Cut cut) {
        List<KernelNode> nodes = cluster.nodes();
        List<KernelNode> victims = cut.victims().stream().map(nodes::get).toList();
        int dc = cluster.dc();
        CutResult.Kind kind = victims.size() > 1 ? CutResult.Kind.ALL
                : cut.victims().contains(dc) ? CutResult.Kind.DC : CutResult.Kind.OTHER;
        int acknowledgedBefore = ledger.acknowledged();
        int unansweredBefore = ledger.unanswered();
        var wrong = new ArrayList<String>();
        Map<String, CutCluster.Disk> disks = Collections.synchronizedMap(new TreeMap<>());
        long moment;
        try (var clients = new Clients(nodes, ledger)) {
            Await.until("all clients write", PATIENCE, PAUSE, () -> clients.answered() >= nodes.size(), cluster::evidence);
            Await.pass(cut.delay());
            FileTime before = victims.getFirst().written();
            Await.until("a write gets to a disk", PATIENCE, TICK, () -> !victims.getFirst().written().equals(before), cluster::evidence);
            LockSupport.parkNanos(cut.late().toNanos());
            moment = System.nanoTime();
            KernelLab.together(victims, KernelNode::powerOff);
            clients.end();
            KernelLab.together(victims, node -> {
                node.powerOn();
                disks.put(node.name(), CutCluster.disk(node));
                CutCluster.start(node);
            });
        }
        double rest = awaitRest(victims, moment, wrong);
        int lost = judge(victims.size() > 1 ? disks : Map.of(), wrong);
        int damaged = nodes.stream().mapToInt(CutCluster::damaged).sum();
        int found = damaged - damagedBefore;
        damagedBefore = damaged;
        return new CutResult(cut.number(), kind, ledger.acknowledged() - acknowledgedBefore, ledger.unanswered() - unansweredBefore,
                (int) disks.values().stream().filter(CutCluster.Disk::interrupted).count(), found, lost, rest, String.join("; ", wrong));
    }

    private double awaitRest(List<KernelNode> victims, long moment, List<String> wrong) {
        try {
            cluster.awaitRest(victims, () -> cluster.notOnce().isEmpty());
            return (System.nanoTime() - moment) / 1e9;
        } catch (LabException failed) {
            wrong.add("not at rest in time, or not active exactly once: " + cluster.notOnce());
            return -1;
        }
    }

    /**
     * Looks for each acknowledged write.
     *
     * @param disks what the disks had right after the cut, if all nodes lost their power: a quorum of them must have had it
     * @return how many were missing somewhere
     */
    private int judge(Map<String, CutCluster.Disk> disks, List<String> wrong) {
        SortedMap<Integer, List<String>> missing = missing(cluster.everywhere(CutCluster::disk));
        missing.forEach((number, where) -> wrong.add("LOST: write " + number + " is not on " + where));
        SortedMap<Integer, List<String>> tooFew = missing(disks);
        tooFew.values().removeIf(where -> where.size() * 2 < CutCluster.NAMES.size());
        tooFew.forEach((number, where) -> wrong.add("after the cut write " + number + " was not on the disks of " + where));
        if (cluster.differentCibs() != 1) {
            wrong.add("the nodes do not agree");
        }
        missing.putAll(tooFew);
        return missing.size();
    }

    /** By their numbers, the acknowledged writes that some of these disks do not have, and which. */
    private SortedMap<Integer, List<String>> missing(Map<String, CutCluster.Disk> disks) {
        var missing = new TreeMap<Integer, List<String>>();
        disks.forEach((node, disk) -> ledger.missing(disk.cib())
                .forEach(number -> missing.computeIfAbsent(number, key -> new ArrayList<>()).add(node)));
        return missing;
    }
}
