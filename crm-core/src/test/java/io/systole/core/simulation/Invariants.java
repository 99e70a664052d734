package io.systole.core.simulation;

import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Element;
import io.systole.core.controller.status.ClusterProperties;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.request.NodeReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must hold at every moment, whatever fails. */
final class Invariants {
    private final SimulatedCluster cluster;
    private final Map<NodeName, Long> terms = new TreeMap<>();
    private final Map<Member, CibVersion> versions = new TreeMap<>();
    private final List<String> promised = new ArrayList<>();
    private boolean split;

    Invariants(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    /** Without fencing, a cut may make a resource run twice: nobody can know. */
    void splitHappened() {
        split = true;
    }

    /** A configuration write with this id was acknowledged. */
    void promised(String id) {
        promised.add(id);
    }

    void check() {
        int acting = 0;
        for (SimulatedCluster.Daemon daemon : cluster.daemons().values()) {
            NodeReport report = daemon.node.report();
            boolean dc = report.dc().filter(daemon.self.name()::equals).isPresent();
            boolean waits = report.activity().stream().anyMatch(line -> line.startsWith("waiting for an echo"));
            acting += dc && !daemon.paused && report.quorate() && !waits && cluster.daemons().size() > 2 ? 1 : 0;
            CibVersion version = daemon.node.cib().version();
            CibVersion before = versions.put(daemon.self, version);
            if (before != null && before.compareTo(version) > 0) {
                throw cluster.fail("the CIB of " + daemon.self + " went back from " + before + " to " + version);
            }
            Long term = terms.put(daemon.self.name(), report.term());
            if (term != null && term > report.term()) {
                throw cluster.fail("the term of " + daemon.self + " went back from " + term + " to " + report.term());
            }
        }
        if (acting > 1 && !split) {
            throw cluster.fail(acting + " quorate DCs may act");
        }
    }

    void checkResources() {
        if (split && !fencing()) {
            return;
        }
        for (String resource : resources()) {
            List<String> where = cluster.running(resource);
            if (where.size() > 1) {
                throw cluster.fail(resource + " runs on " + where);
            }
        }
    }

    /** What must hold when nothing is left to do: promises are kept. */
    void checkAtRest() {
        for (SimulatedCluster.Daemon daemon : cluster.daemons().values()) {
            for (String id : promised) {
                if (daemon.node.cib().byId(id).isEmpty()) {
                    throw cluster.fail("the acknowledged " + id + " is not in the CIB of " + daemon.self);
                }
            }
        }
        checkResources();
    }

    private boolean fencing() {
        return cluster.daemons().values().stream().findFirst().map(daemon -> ClusterProperties.get(daemon.node.cib(), "stonith-enabled")
                .filter("true"::equals).isPresent()).orElse(true);
    }

    private List<String> resources() {
        return cluster.daemons().values().stream().findFirst().map(daemon -> daemon.node.cib().section("resources").tree()
                .filter(element -> element.is("primitive") && !"stonith".equals(element.get("class")))
                .map(Element::id).toList()).orElse(List.of());
    }
}
