package io.systole.core.simulation;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.membership.NodeName;
import io.systole.core.request.NodeReport;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Whether a cluster has come to rest: all live nodes follow one idle DC and have the same CIB. What is cheap to find out comes first. */
final class Rest {
    private static final int MOST_ROUNDS = 100;

    private Rest() {}

    static boolean reached(Collection<SimulatedCluster.Daemon> daemons) {
        if (daemons.isEmpty()) {
            return true;
        }
        if (leaders(daemons) != 1) {
            return false;
        }
        for (SimulatedCluster.Daemon daemon : daemons) {
            NodeReport report = daemon.node.report();
            boolean dc = report.dc().filter(daemon.self.name()::equals).isPresent();
            if (report.dc().isEmpty() || !report.state().equals(dc ? "S_IDLE" : "S_NOT_DC") || dc && !report.activity().isEmpty()
                    || report.members().size() != daemons.size()) {
                return false;
            }
        }
        return dc(daemons).isPresent() && sameCib(daemons);
    }

    /** Runs until it is reached and nothing changes for a second: what a DC has noted last may not be published yet. */
    static void last(SimulatedCluster cluster) {
        await(cluster, "the cluster comes to rest");
        for (int rounds = 0; rounds < MOST_ROUNDS; rounds++) {
            Optional<CibVersion> before = version(cluster);
            cluster.runFor(Duration.ofSeconds(1));
            await(cluster, "the cluster comes to rest again");
            if (before.equals(version(cluster))) {
                return;
            }
        }
        throw cluster.fail("something changes again and again although the cluster is at rest");
    }

    private static Optional<CibVersion> version(SimulatedCluster cluster) {
        return cluster.daemons().values().stream().findFirst().map(daemon -> daemon.node.cib().version());
    }

    /** Runs until it is reached; looks often enough, and not after each event. */
    static void await(SimulatedCluster cluster, String wish) {
        Duration end = cluster.time.elapsed().plus(Duration.ofMinutes(10));
        while (!Rest.reached(cluster.daemons().values())) {
            cluster.runFor(Duration.ofMillis(100));
            if (cluster.time.elapsed().compareTo(end) > 0) {
                throw cluster.fail("not within ten minutes: " + wish);
            }
        }
    }

    /** The node that all follow; empty if they do not agree. */
    static Optional<String> dc(Collection<SimulatedCluster.Daemon> daemons) {
        if (leaders(daemons) != 1) {
            return Optional.empty();
        }
        List<Optional<NodeName>> said = daemons.stream().map(daemon -> daemon.node.report().dc()).distinct().toList();
        return said.size() == 1 ? said.getFirst().map(NodeName::value) : Optional.empty();
    }

    private static long leaders(Collection<SimulatedCluster.Daemon> daemons) {
        return daemons.stream().filter(daemon -> daemon.node.standing().leads()).count();
    }

    private static boolean sameCib(Collection<SimulatedCluster.Daemon> daemons) {
        Cib first = daemons.iterator().next().node.cib();
        return daemons.stream().map(daemon -> daemon.node.cib())
                .allMatch(cib -> cib == first || cib.version().equals(first.version()) && cib.equals(first));
    }
}
