package io.systole.core.simulation;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Element;
import io.systole.core.controller.Standing;
import io.systole.core.controller.status.ClusterProperties;
import io.systole.core.membership.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must hold at every moment, whatever fails. */
final class Invariants {
    private final SimulatedCluster cluster;
    private final Map<NodeName, Long> terms = new TreeMap<>();
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
            checkCib(daemon);
            Standing standing = daemon.node.standing();
            checkTerm(daemon, standing.term());
            acting += standing.acts() && !daemon.paused ? 1 : 0;
        }
        if (acting > 1 && !split && cluster.daemons().size() > 2) {
            throw cluster.fail(acting + " quorate DCs may act");
        }
    }

    private void checkCib(SimulatedCluster.Daemon daemon) {
        Cib cib = daemon.node.cib();
        if (cib != daemon.checked) {
            CibVersion before = daemon.checked.version();
            if (before.compareTo(cib.version()) > 0) {
                throw cluster.fail("the CIB of " + daemon.self + " went back from " + before + " to " + cib.version());
            }
            daemon.checked = cib;
        }
    }

    private void checkTerm(SimulatedCluster.Daemon daemon, long term) {
        long before = terms.getOrDefault(daemon.self.name(), 0L);
        if (before > term) {
            throw cluster.fail("the term of " + daemon.self + " went back from " + before + " to " + term);
        }
        if (before < term) {
            terms.put(daemon.self.name(), term);
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
