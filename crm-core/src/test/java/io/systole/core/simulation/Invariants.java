package io.systole.core.simulation;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Element;
import io.systole.core.cib.Fingerprint;
import io.systole.core.cib.ResourceId;
import io.systole.core.controller.Standing;
import io.systole.core.controller.status.ClusterProperties;
import io.systole.core.controller.status.NodeStates;
import io.systole.core.membership.NodeName;
import io.systole.core.membership.Witnessing;
import io.systole.core.operation.OperationRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What must hold at every moment, whatever fails. */
final class Invariants implements SimulatedMachine.Watcher {
    /** So long an order may be on its way after the DC that gave it has lost its quorum. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(5);

    private final SimulatedCluster cluster;
    private final Map<NodeName, Long> terms = new TreeMap<>();
    /** When each node was last a DC that may act. */
    private final Map<NodeName, Duration> acted = new TreeMap<>();
    private final Map<Published, Fingerprint> contents = new HashMap<>();
    private Cib read;
    private Element configuration;
    private WantedOrder wanted = WantedOrder.NONE;
    /** When what others are ordered after was last seen up. */
    private final Map<ResourceId, Duration> seenUp = new TreeMap<>();
    private boolean lying;
    private boolean babbling;
    private final List<String> promised = new ArrayList<>();
    /** Of these, what exactly half of the nodes had on disk when it was acknowledged. */
    private final Set<String> promisedByHalf = new HashSet<>();
    /** Node and resource of stops that were ordered where no DC had a quorum. */
    private final Set<String> unledStops = new HashSet<>();
    private boolean split;
    private final PromotedOnce promotions;

    Invariants(SimulatedCluster cluster) {
        this.cluster = cluster;
        this.promotions = new PromotedOnce(cluster);
    }

    /** Without fencing, a cut may make a resource run twice: nobody can know. */
    void splitHappened() {
        split = true;
    }

    /** A configuration write with this id was acknowledged. */
    void promised(String id) {
        promised.add(id);
        long have = cluster.machines().stream().filter(machine -> machine.disk.has(id)).count();
        if (2 * have == cluster.machines().size() && cluster.quorum().witness() == Witnessing.EXCLUSIVE) {
            promisedByHalf.add(id);
        }
    }

    /**
     * Half of the nodes may go on and answer because a witness lets them. If they die before the others have caught up, and the others
     * go on with the same witness, the change is lost; but it is kept aside and told when they meet.
     */
    private boolean keptAside(String id) {
        return promisedByHalf.contains(id) && cluster.machines().stream().flatMap(machine -> machine.disk.losers().stream())
                .anyMatch(loser -> loser.byId(id).isPresent());
    }

    /** A power switch may say that it did what it did not: then a resource may run twice. */
    void switchMayLie() {
        lying = true;
    }

    /** Members may say what is well-formed and wrong: then a copy may differ until the next patch or beat shows it. */
    void messagesMayBeWrong() {
        babbling = true;
    }

    /** One version of the CIB as a DC of this term has published it. */
    private record Published(long term, NodeName dc, CibVersion version) {}

    void check() {
        for (WantedOrder.Pair order : wanted().orders()) {
            if (up(order.first())) {
                seenUp.put(order.first(), cluster.time.elapsed());
            }
        }
        int acting = 0;
        for (SimulatedCluster.Daemon daemon : cluster.daemons().values()) {
            Standing standing = daemon.node.standing();
            checkCib(daemon, standing);
            checkTerm(daemon, standing.term());
            if (standing.acts() && !daemon.paused) {
                acting++;
                acted.put(daemon.self.name(), cluster.time.elapsed());
            }
        }
        if (acting > 1 && !split && (cluster.daemons().size() > 2 || cluster.arbitrated())) {
            throw cluster.fail(acting + " quorate DCs may act");
        }
    }

    private void checkCib(SimulatedCluster.Daemon daemon, Standing standing) {
        Cib cib = daemon.node.cib();
        if (standing.dc().isPresent() && (cib != daemon.checked || !standing.dc().equals(daemon.checkedDc))) {
            Fingerprint content = cib.root().fingerprint();
            Fingerprint known = contents.putIfAbsent(new Published(standing.term(), standing.dc().get(), cib.version()), content);
            if (known != null && !known.equals(content) && !babbling) {
                throw cluster.fail("two contents of CIB version " + cib.version() + " in term " + standing.term() + ", one of them at "
                        + daemon.self);
            }
        }
        daemon.checkedDc = standing.dc();
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

    /** A daemon is told to run an agent: nothing is started without quorum, unless the policy allows it. */
    void ordered(SimulatedCluster.Daemon daemon, OperationRequest request) {
        if (request.key().operation().equals("stop") && !isLed(daemon)) {
            unledStops.add(daemon.self.name() + " " + request.key().resource());
        } else {
            unledStops.remove(daemon.self.name() + " " + request.key().resource());
        }
        if (!request.key().operation().equals("start") || !policy(daemon).equals("stop")) {
            return;
        }
        Optional<NodeName> dc = daemon.node.standing().dc();
        boolean actedLately = dc.map(acted::get).filter(at -> cluster.time.elapsed().minus(at).compareTo(UNDER_WAY) <= 0).isPresent();
        if (!isLed(daemon) && !actedLately) {
            throw cluster.fail(request.key() + " is ordered on " + daemon.self + " although no DC with quorum acts: " + dc);
        }
        checkOrder(request.key().resource(), request);
    }

    /** Whether it follows a DC that may act, or is one. */
    private boolean isLed(SimulatedCluster.Daemon daemon) {
        return daemon.node.standing().dc().map(name -> cluster.daemons().get(name)).filter(leader -> leader.node.standing().acts())
                .isPresent();
    }

    /** A stop was under way on a node that was lost then: as with Pacemaker nothing else is ordered after it, and the node is fenced. */
    private static boolean isBeingStoppedUnheard(SimulatedCluster.Daemon daemon, ResourceId resource, String node) {
        var name = new NodeName(node);
        return daemon.node.report().members().stream().noneMatch(member -> member.name().equals(name))
                && NodeStates.history(daemon.node.cib(), name).child("lrm_resource", resource.value()).stream()
                        .flatMap(history -> history.children("lrm_rsc_op").stream())
                        .anyMatch(entry -> "stop".equals(entry.get("operation")) && "-1".equals(entry.get("op-status")));
    }

    private static String policy(SimulatedCluster.Daemon daemon) {
        return ClusterProperties.get(daemon.node.cib(), "no-quorum-policy").orElse("stop");
    }

    /** A member of a group starts where the one before it runs, and after it. */
    @Override
    public void starts(SimulatedMachine machine, ResourceId resource) {
        wanted().predecessors().forEach((later, earlier) -> {
            if (later.equals(resource) && !machine.broughtUp(earlier)) {
                throw cluster.fail(resource + " starts on " + machine.name + " although " + earlier + " was not started there before");
            }
            if (earlier.equals(resource) && machine.runs(later) && !machine.broughtUp(earlier)) {
                throw cluster.fail(resource + " starts on " + machine.name + " although " + later + " runs there already");
            }
        });
        promotions.starts(wanted(), machine, resource);
    }

    @Override
    public void promotes(SimulatedMachine machine, ResourceId resource) {
        promotions.promotes(machine, resource);
    }

    @Override
    public void demotes(SimulatedMachine machine, ResourceId resource) {
        promotions.demotes(wanted(), machine, resource);
    }

    /** A member of a group stops after those that come after it. */
    @Override
    public void stops(SimulatedMachine machine, ResourceId resource) {
        promotions.demotes(wanted(), machine, resource);
        wanted().predecessors().forEach((later, earlier) -> {
            if (earlier.equals(resource) && machine.runs(later) && machine.runs(earlier)) {
                throw cluster.fail(resource + " stops on " + machine.name + " although " + later + " still runs there");
            }
        });
        for (WantedOrder.Pair order : wanted().orders()) {
            List<String> after = cluster.running(order.then().value());
            // A part without quorum has to stop, whatever runs in another one.
            boolean wilfully = Optional.ofNullable(cluster.daemons().get(machine.name)).filter(this::isLed).isPresent()
                    && !unledStops.contains(machine.name + " " + resource) && !doubtful()
                    && !after.stream().allMatch(node -> isBeingStoppedUnheard(cluster.daemons().get(machine.name), order.then(), node));
            if (order.first().equals(resource) && machine.runs(resource) && !after.isEmpty() && wilfully) {
                throw cluster.fail(resource + " stops on " + machine.name + " although " + order.then() + " still runs on " + after);
            }
        }
    }

    private boolean doubtful() {
        return lying || split && !fencing();
    }

    @Override
    public void started() {
        checkResources();
    }

    private WantedOrder wanted() {
        if (cluster.daemons().isEmpty()) {
            return wanted;
        }
        // Asked for after each event, and seldom another one.
        Cib present = cluster.daemons().firstEntry().getValue().node.cib();
        if (present != read) {
            read = present;
            if (present.configuration() != configuration) {
                configuration = present.configuration();
                wanted = WantedOrder.of(configuration);
            }
        }
        return wanted;
    }

    /** What is ordered after another one is started when that one is up, on whatever node, or was until a moment ago. */
    private void checkOrder(ResourceId resource, OperationRequest request) {
        for (WantedOrder.Pair order : wanted().orders()) {
            boolean lately = Optional.ofNullable(seenUp.get(order.first()))
                    .filter(at -> cluster.time.elapsed().minus(at).compareTo(UNDER_WAY) <= 0).isPresent();
            if (order.then().equals(resource) && !lately && !up(order.first())) {
                throw cluster.fail(request.key() + " is ordered although " + order.first() + " is up nowhere");
            }
        }
    }

    private boolean up(ResourceId resource) {
        return cluster.machines().stream().anyMatch(machine -> machine.broughtUp(resource));
    }

    void checkResources() {
        if (doubtful()) {
            return;
        }
        promotions.check(wanted());
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
                if (daemon.node.cib().byId(id).isEmpty() && !keptAside(id)) {
                    throw cluster.fail("the acknowledged " + id + " is not in the CIB of " + daemon.self);
                }
            }
        }
        for (WantedOrder.Pair pair : wanted().colocations()) {
            List<String> where = cluster.running(pair.then().value());
            if (!cluster.running(pair.first().value()).containsAll(where) && !cannotBeStopped(pair.then())) {
                throw cluster.fail("at rest " + pair.then() + " runs on " + where + ", but " + pair.first() + " on "
                        + cluster.running(pair.first().value()));
            }
        }
        promotions.checkAtRest(wanted());
        checkResources();
    }

    /** Without fencing nobody touches it any more, and what it needs waits for it. */
    private boolean cannotBeStopped(ResourceId resource) {
        return cluster.daemons().values().stream().anyMatch(daemon -> daemon.node.cib().status().tree()
                .anyMatch(element -> element.get("name", "").equals("fail-count-" + resource + "#stop_0")));
    }

    private boolean fencing() {
        return cluster.daemons().values().stream().findFirst().map(daemon -> ClusterProperties.get(daemon.node.cib(), "stonith-enabled")
                .filter("true"::equals).isPresent()).orElse(true);
    }

    private List<String> resources() {
        return cluster.daemons().values().stream().findFirst().map(daemon -> daemon.node.cib().section("resources").tree()
                .filter(element -> element.is("primitive") && !"stonith".equals(element.get("class")))
                .map(Element::id).filter(id -> !wanted().promotable().contains(new ResourceId(id))).toList()).orElse(List.of());
    }
}
