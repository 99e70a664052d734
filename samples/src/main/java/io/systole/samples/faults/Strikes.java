package io.systole.samples.faults;

import io.systole.samples.lab.Await;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.LabNode;
import io.systole.samples.lab.PowerSwitch;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** What can be done to a cluster. */
final class Strikes {
    /** Where a node has its configuration. */
    static final String CIB = "/var/lib/systole/cib/cib.xml";
    private static final int LONG_CUT = 8000;

    private Strikes() {}

    static void powerLoss(FaultCluster cluster, RandomGenerator random) {
        any(cluster, random).powerOff();
        pass(random, 8000);
    }

    static void daemonKilled(FaultCluster cluster, RandomGenerator random) {
        any(cluster, random).killDaemon();
        pass(random, 6000);
    }

    /** All resources of a node are sent away, and the DC dies while they are under way. */
    static void coordinatorKilledInTransition(FaultCluster cluster, RandomGenerator random) {
        LabNode dc = cluster.dc().orElseThrow();
        dc.run("crm_resource", "--move", "--resource", "web", "--node", other(cluster, dc, random).name());
        pass(random, 400);
        dc.killDaemon();
        pass(random, 3000);
        clear(cluster);
    }

    /** The moved group may stay where it is from now on. */
    private static void clear(FaultCluster cluster) {
        cluster.makeWhole();
        cluster.awaitRest();
        cluster.members().getFirst().run("crm_resource", "--clear", "--resource", "web").orFail();
    }

    static void allDaemonsKilled(FaultCluster cluster, RandomGenerator random) {
        cluster.members().forEach(LabNode::killDaemon);
        pass(random, 3000);
    }

    static void allPowerLost(FaultCluster cluster, RandomGenerator random) {
        cluster.members().forEach(LabNode::powerOff);
        pass(random, 1000);
    }

    /** From half a second to half a minute; short ones as often as long ones. */
    static void daemonStandsStill(FaultCluster cluster, RandomGenerator random) {
        LabNode node = any(cluster, random);
        node.signalDaemon("STOP");
        Await.pass(Duration.ofMillis(random.nextBoolean() ? random.nextInt(500, 3000) : random.nextInt(3000, 30_000)));
        try {
            node.signalDaemon("CONT");
        } catch (LabException fencedMeanwhile) {
            // Where there is fencing, that is what becomes of a node that stands still for long.
            cluster.makeWhole();
        }
    }

    static void cableCut(FaultCluster cluster, RandomGenerator random) {
        LabNode node = any(cluster, random);
        node.link(false);
        pass(random, LONG_CUT);
        node.link(true);
    }

    /** Nothing may come of it: nobody leaves, and the DC stays the same. */
    static void linkCut(FaultCluster cluster, RandomGenerator random) {
        LabNode node = any(cluster, random);
        node.link(random.nextInt(2), false);
        changesNothing(cluster, random);
    }

    static void bothLinksCut(FaultCluster cluster, RandomGenerator random) {
        LabNode node = any(cluster, random);
        boolean first = random.nextBoolean();
        node.link(first ? 0 : 1, false);
        pass(random, 3000);
        node.link(first ? 1 : 0, false);
        pass(random, LONG_CUT);
    }

    /** Nothing may come of it, since nothing depends on the time of day. */
    static void clockJumps(FaultCluster cluster, RandomGenerator random) {
        any(cluster, random).setClock(Duration.ofHours(random.nextBoolean() ? 1 : -1));
        changesNothing(cluster, random);
    }

    private static void changesNothing(FaultCluster cluster, RandomGenerator random) {
        String before = cluster.roles();
        Await.pass(Duration.ofMillis(random.nextInt(3000, LONG_CUT)));
        String after = cluster.roles();
        if (!after.equals(before)) {
            throw new LabException("of the members and the DC's term something has changed, from " + before + " to " + after);
        }
    }

    /** A node hears the others, and they do not hear it; or the other way round. */
    static void oneWayCut(FaultCluster cluster, RandomGenerator random) {
        LabNode node = any(cluster, random);
        boolean deaf = random.nextBoolean();
        for (LabNode other : cluster.members()) {
            cluster.hears(deaf ? node : other, deaf ? other : node, false);
        }
        pass(random, LONG_CUT);
    }

    /** Two do not hear each other, both hear the rest. */
    static void partialCut(FaultCluster cluster, RandomGenerator random) {
        LabNode one = any(cluster, random);
        cluster.cut(List.of(one), List.of(other(cluster, one, random)));
        pass(random, LONG_CUT);
    }

    static void threeAgainstTwo(FaultCluster cluster, RandomGenerator random) {
        List<LabNode> members = cluster.members();
        cluster.cut(members.subList(0, 2), members.subList(2, members.size()));
        pass(random, LONG_CUT);
    }

    /** A node is cut off while the power switch does not do what it is asked. */
    static Fault.Strike cutWhileSwitch(PowerSwitch.Mood mood) {
        return (cluster, random) -> {
            cluster.powerSwitch().mood(mood);
            LabNode node = any(cluster, random);
            node.link(false);
            pass(random, LONG_CUT);
        };
    }

    /** A node's disk takes no write for a while. */
    static void diskFull(FaultCluster cluster, RandomGenerator random) {
        LabNode node = any(cluster, random);
        node.run("sh", "-c", "mount --bind /var/lib/systole /var/lib/systole && mount -o remount,bind,ro /var/lib/systole").orFail();
        pass(random, 5000);
        node.run("umount", "/var/lib/systole").orFail();
    }

    /** A daemon dies and finds its file without its end. */
    static void fileTruncated(FaultCluster cluster, RandomGenerator random) {
        damage(cluster, random, text -> text.substring(0, random.nextInt(text.length())));
    }

    /** A daemon dies and finds its file with a letter changed. */
    static void fileChanged(FaultCluster cluster, RandomGenerator random) {
        damage(cluster, random, text -> {
            int place = random.nextInt(text.length());
            return text.substring(0, place) + (char) (text.charAt(place) ^ 1) + text.substring(place + 1);
        });
    }

    /** A daemon dies and finds a file that somebody made newer by hand than what the cluster has. */
    static void fileFromTheFuture(FaultCluster cluster, RandomGenerator random) {
        damage(cluster, random, text -> text.replaceFirst("epoch=\"\\d+\"", "epoch=\"999999\""));
    }

    private static void damage(FaultCluster cluster, RandomGenerator random, UnaryOperator<String> change) {
        LabNode node = any(cluster, random);
        node.killDaemon();
        node.write(CIB, change.apply(node.read(CIB)));
        node.startDaemon();
        pass(random, 2000);
    }

    /** Every daemon is restarted, one after the other, and the resources run on. */
    static void rollingRestart(FaultCluster cluster, RandomGenerator random) {
        LabNode first = cluster.members().getFirst();
        first.run("crm", "configure", "property", "maintenance-mode=true").orFail();
        cluster.awaitRest();
        for (LabNode node : cluster.members()) {
            node.run("systoled", "--stop", "--leave-resources").orFail();
            node.startDaemon();
            cluster.awaitRest();
        }
        first.run("crm", "configure", "property", "maintenance-mode=false").orFail();
        pass(random, 500);
    }

    private static LabNode any(FaultCluster cluster, RandomGenerator random) {
        return cluster.members().get(random.nextInt(cluster.members().size()));
    }

    private static LabNode other(FaultCluster cluster, LabNode node, RandomGenerator random) {
        List<LabNode> others = cluster.members().stream().filter(one -> one != node).toList();
        return others.get(random.nextInt(others.size()));
    }

    private static void pass(RandomGenerator random, int mostMillis) {
        Await.pass(Duration.ofMillis(random.nextInt(mostMillis)));
    }
}
