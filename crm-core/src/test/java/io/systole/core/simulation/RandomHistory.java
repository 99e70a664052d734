package io.systole.core.simulation;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import io.systole.core.membership.NodeName;
import io.systole.core.membership.QuorumSettings;
import io.systole.core.node.ClusterNode;
import io.systole.core.request.ClusterRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One life of a cluster in which everything that fails is drawn from the seed. Without fencing and arbitration only such faults
 * are drawn that leave no doubt about what runs where: losses of power, and quick restarts of daemons.
 */
final class RandomHistory {
    /** A switch that says "done" although it was not is left out: no cluster can be safe with it. */
    private static final List<SimulatedFencing.Mood> SAFE_MOODS = List.of(SimulatedFencing.Mood.WORKS, SimulatedFencing.Mood.FAILS,
            SimulatedFencing.Mood.HANGS, SimulatedFencing.Mood.SLOW, SimulatedFencing.Mood.DENIES);

    /** Whose failures keep a resource down: a group waits for what it needs, and for a later member that cannot be stopped. */
    private static final Map<String, List<String>> WAITS_FOR = Map.of("web", List.of("ip"), "ip", List.of("web"),
            "log", List.of("ip", "web", "db"), "vip", List.of("data"));

    private static final int FOR_ALL = 8;
    private static final int FOR_FENCING = 12;
    private static final int FOR_ARBITRATION = 15;

    private final SimulatedCluster cluster;
    private final SplittableRandom random;
    private final List<String> names = new ArrayList<>();
    private List<Disturbance> drawn;
    private List<SimulatedFencing.Mood> moods = SAFE_MOODS;
    private List<String> resources = List.of("ip", "web", "db");
    /** Of these, what runs on one node. */
    private List<String> alone = resources;
    private List<String> operations = List.of("start", "stop", "monitor");
    private final Set<Integer> leftOut = new TreeSet<>();
    private int disturbances;
    private int writes;

    RandomHistory(long seed, int nodes, boolean fencing) {
        this(seed, nodes, fencing, Optional.empty());
    }

    /**
     * A history without fencing in which everything may fail, because something decides who goes on and the loser stops.
     *
     * @param quorum how votes are counted
     */
    static RandomHistory arbitrated(long seed, int nodes, UnaryOperator<QuorumSettings> quorum) {
        return new RandomHistory(seed, nodes, false, Optional.of(quorum));
    }

    private RandomHistory(long seed, int nodes, boolean fencing, Optional<UnaryOperator<QuorumSettings>> quorum) {
        for (int i = 1; i <= nodes; i++) {
            names.add("n" + i);
        }
        this.cluster = SimulatedCluster.of(seed, names.toArray(String[]::new)).withCib(SampleCib.twoGroups(fencing));
        quorum.ifPresent(cluster::withQuorum);
        this.drawn = List.of(Disturbance.values()).subList(0, fencing ? FOR_FENCING : quorum.isPresent() ? FOR_ARBITRATION : FOR_ALL);
        this.random = cluster.random.split();
    }

    void run() {
        cluster.startAll();
        cluster.runFor(Duration.ofMillis(random.nextInt(20_000)));
        disturbances = random.nextInt(3, 12);
        for (int i = 0; i < disturbances; i++) {
            SplittableRandom own = random.split();
            Duration wait = Duration.ofMillis(own.nextInt(10, own.nextBoolean() ? 500 : 20_000));
            if (!leftOut.contains(i)) {
                disturb(own);
            }
            cluster.runFor(wait);
        }
        cluster.heal();
        cluster.witness().restart();
        cluster.breakFencer(false);
        names.forEach(cluster::resume);
        cluster.machines().forEach(SimulatedMachine::recover);
        cluster.runFor(Duration.ofSeconds(30));
        comeToRest();
        cluster.invariants().checkAtRest();
        Wishes.checkNone(cluster, this::comeToRest);
        Cib cib = cluster.node("n1").cib();
        for (String resource : alone) {
            boolean excused = Stream.concat(Stream.of(resource), WAITS_FOR.getOrDefault(resource, List.of()).stream())
                    .anyMatch(each -> hasFailed(cib, each));
            if (cluster.running(resource).size() != 1 && !excused) {
                throw cluster.fail("at rest " + resource + " runs on " + cluster.running(resource));
            }
        }
    }

    /** A fencing that was ordered before may still strike once all is well again; after that nobody is fenced any more. */
    private void comeToRest() {
        for (int round = 0; round < 3; round++) {
            names.stream().filter(name -> !isUp(name)).forEach(cluster::start);
            cluster.stabilise();
            if (names.stream().allMatch(this::isUp)) {
                return;
            }
        }
        throw cluster.fail("nodes are fenced although nothing fails any more");
    }

    /** What may happen, in the order of how much it takes to bear it: everybody, with fencing, with arbitration. */
    enum Disturbance {
        POWER_LOSS,
        /** A node that is down starts, and so does the witness. */
        RETURN,
        DAEMON_RESTART,
        WRITE,
        /** Writes are twice as frequent as anything else. */
        SECOND_WRITE,
        STANDBY,
        SERVICE_DEATH,
        CLEANUP,
        CUT_OFF,
        HEAL,
        PAUSE,
        SWITCH_MOOD,
        LINK_CUT,
        WITNESS_DEATH,
        DAEMON_DEATH,
        /** From one node to another, messages take up to a second and a half, until cuts end: others overtake them. */
        SLOW_CHANNEL,
        /** The time of day of a node jumps by up to an hour, back or forth. */
        CLOCK_STEP,
        /** An operation of a resource takes long on a node from now on, though less than its timeout. */
        SLOW_AGENT,
        /** The next run of an operation on a node fails. */
        FAILING_AGENT,
        /** The next run of an operation on a node hangs until its timeout; whether it has had its effect is chance. */
        HANGING_AGENT,
        /** The disk of a node takes no write for up to half a minute. */
        FULL_DISK,
        /** A node loses power while it writes for the next time, before the file is replaced or after that. */
        CRASH_IN_WRITE,
        /** One node does not hear another one any more, which still hears it. */
        ONE_WAY_CUT,
        /** Nothing that a node says gets to any other, but it hears them. */
        MUTE,
        /** A node is asked for a write and loses power some milliseconds later: before others have it, or before they could say so. */
        WRITE_AND_CRASH,
        /** All cuts end, and at the same moment a node is cut off. */
        MOVED_CUT,
        /** From one node to another, messages may come twice, which no transport may do. */
        STUTTER,
        /** The shared disk becomes slow, or fails, or works again. */
        DISK_MOOD,
        /** A node does not reach the shared disk any more, until a node returns. */
        DISK_CUT,
        /** A change that is made also without quorum. Nothing is promised of it but that it wins against no change with one. */
        FORCED_WRITE
    }

    private static final List<Disturbance> HARSH = List.of(Disturbance.SLOW_CHANNEL, Disturbance.CLOCK_STEP, Disturbance.SLOW_AGENT,
            Disturbance.FAILING_AGENT, Disturbance.HANGING_AGENT, Disturbance.FULL_DISK, Disturbance.CRASH_IN_WRITE,
            Disturbance.WRITE_AND_CRASH, Disturbance.STUTTER);
    /** Only where something decides who goes on. */
    private static final List<Disturbance> HARSH_CUTS = List.of(Disturbance.ONE_WAY_CUT, Disturbance.MUTE, Disturbance.MOVED_CUT);

    /** The disturbances of this history and, as often as each of them, the rarer ones as well. */
    RandomHistory harsh() {
        boolean cuts = drawn.contains(Disturbance.CUT_OFF);
        drawn = Stream.of(drawn, HARSH, cuts ? HARSH_CUTS : List.<Disturbance>of()).flatMap(List::stream).toList();
        return this;
    }

    /** One more resource, with an order and a colocation of its own. */
    RandomHistory constrained(boolean fencing) {
        cluster.withCib(SampleCib.constrained(fencing));
        resources = List.of("ip", "web", "db", "log");
        alone = resources;
        return this;
    }

    /** A promotable clone besides, and a resource that is where its primary is. */
    RandomHistory promotable(boolean fencing) {
        cluster.withCib(SampleCib.promotable(fencing));
        resources = List.of("ip", "web", "db", "data", "vip");
        alone = List.of("ip", "web", "db", "vip");
        operations = List.of("start", "stop", "monitor", "promote", "demote");
        return this;
    }

    /** The witness is a lease on a shared disk, which has troubles of its own. */
    RandomHistory leased() {
        cluster.witness().beLease();
        drawn = Stream.concat(drawn.stream(), Stream.of(Disturbance.DISK_MOOD, Disturbance.DISK_CUT)).toList();
        return this;
    }

    /** Changes are made by force as well, as often as any three other disturbances. */
    RandomHistory forced() {
        drawn = Stream.concat(drawn.stream(), Stream.generate(() -> Disturbance.FORCED_WRITE).limit(3)).toList();
        return this;
    }

    /** Nodes are fenced by poison pills on a shared disk, which has troubles of its own, and by nothing else. */
    RandomHistory poisoning() {
        cluster.withCib(SampleCib.fencedWithoutDevice()).withWatchdog().sharedDisk().carryPills();
        drawn = Stream.concat(drawn.stream().filter(each -> each != Disturbance.SWITCH_MOOD), Stream.of(Disturbance.LINK_CUT,
                Disturbance.WITNESS_DEATH, Disturbance.DAEMON_DEATH, Disturbance.DISK_MOOD, Disturbance.DISK_CUT)).toList();
        return this;
    }

    /** The power switch may lie: then nobody can promise that nothing runs twice, but all else holds. */
    RandomHistory lying() {
        cluster.invariants().switchMayLie();
        moods = List.of(SimulatedFencing.Mood.values());
        return this;
    }

    /** A history of these disturbances alone, for what others seldom bring about. */
    RandomHistory of(Disturbance... some) {
        drawn = List.of(some);
        return this;
    }

    /**
     * The same history without some of its disturbances; those that stay are the same, each is drawn from a seed of its own.
     *
     * @param numbers the disturbances to be left out, counted from 0
     */
    RandomHistory without(Set<Integer> numbers) {
        leftOut.addAll(numbers);
        return this;
    }

    /** How many disturbances were drawn, those included that were left out; 0 before {@link #run}. */
    int disturbances() {
        return disturbances;
    }

    SimulatedCluster cluster() {
        return cluster;
    }

    /** What happened, in words. */
    String trace() {
        return cluster.trace() + cluster.events() + " events, " + cluster.node("n1").cib().version();
    }

    long events() {
        return cluster.events();
    }

    private void disturb(SplittableRandom own) {
        String name = names.get(own.nextInt(names.size()));
        switch (drawn.get(own.nextInt(drawn.size()))) {
            case POWER_LOSS -> crash(name);
            case RETURN -> {
                cluster.witness().restart();
                if (!isUp(name)) {
                    cluster.start(name);
                }
            }
            case DAEMON_RESTART -> {
                if (isUp(name)) {
                    cluster.kill(name);
                    cluster.start(name);
                }
            }
            case WRITE, SECOND_WRITE -> write(name, false);
            case FORCED_WRITE -> write(name, true);
            case STANDBY -> standby(name, own.nextBoolean());
            case SERVICE_DEATH -> cluster.machine(name).die(mortal(own));
            case CLEANUP -> {
                if (isUp(name)) {
                    cluster.node(name).submit(new ClusterRequest.CleanUp(Optional.empty(), Optional.empty(), own.nextBoolean()),
                            reply -> { });
                }
            }
            case CUT_OFF -> cluster.isolate(name);
            case HEAL -> cluster.heal();
            case PAUSE -> pauseForAWhile(name, Duration.ofMillis(own.nextInt(100, 10_000)));
            case SWITCH_MOOD -> cluster.fencing(moods.get(own.nextInt(moods.size())));
            case LINK_CUT -> cluster.cut(name, names.get(own.nextInt(names.size())));
            case WITNESS_DEATH -> cluster.witness().crash();
            case DISK_MOOD -> cluster.sharedDisk().mood(SimulatedDisk.Mood.values()[own.nextInt(3)]);
            case DISK_CUT -> cluster.sharedDisk().cutOff(new NodeName(name));
            case SLOW_CHANNEL -> cluster.slow(name, names.get(own.nextInt(names.size())), Duration.ofMillis(own.nextInt(50, 1500)));
            case CLOCK_STEP -> cluster.stepClock(name, Duration.ofMillis(own.nextInt(-3_600_000, 3_600_000)));
            case SLOW_AGENT -> cluster.machine(name).prolong(resource(own), operation(own), Duration.ofMillis(own.nextInt(1000, 15_000)));
            case FAILING_AGENT -> cluster.machine(name).failOnce(resource(own), operation(own), 1);
            case HANGING_AGENT -> cluster.machine(name).hangOnce(resource(own), operation(own));
            case FULL_DISK -> fillForAWhile(name, Duration.ofMillis(own.nextInt(100, 30_000)));
            case CRASH_IN_WRITE -> {
                if (isUp(name)) {
                    cluster.crashInWrite(name, own.nextBoolean());
                }
            }
            case ONE_WAY_CUT -> cluster.cutOneWay(name, names.get(own.nextInt(names.size())));
            case MUTE -> names.stream().filter(other -> !other.equals(name)).forEach(other -> cluster.cutOneWay(name, other));
            case WRITE_AND_CRASH -> {
                write(name, false);
                cluster.time.after(Duration.ofNanos(own.nextInt(6_000_000)), () -> crash(name));
            }
            case MOVED_CUT -> {
                cluster.heal();
                cluster.isolate(name);
            }
            case STUTTER -> cluster.stutter(name, names.get(own.nextInt(names.size())));
            case DAEMON_DEATH -> {
                if (isUp(name)) {
                    cluster.kill(name);
                }
            }
        }
    }

    private String mortal(SplittableRandom own) {
        if (resources.contains("data") && own.nextBoolean()) {
            return "data";
        }
        return names.size() % 2 == 0 ? "db" : "web";
    }

    private String resource(SplittableRandom own) {
        return resources.get(own.nextInt(resources.size()));
    }

    private String operation(SplittableRandom own) {
        return operations.get(own.nextInt(operations.size()));
    }

    private void fillForAWhile(String name, Duration span) {
        cluster.log("the disk of " + name + " is full for " + span.toMillis() + " ms");
        cluster.machine(name).disk.breakDown("no space left on device");
        cluster.time.after(span, cluster.machine(name).disk::repair);
    }

    private void crash(String name) {
        cluster.crash(name);
    }

    private boolean isUp(String name) {
        return cluster.isUp(name);
    }

    private void write(String name, boolean forced) {
        if (isUp(name)) {
            String id = (forced ? "forced-" : "write-") + ++writes;
            var change = new CibChange.Modify("/cib/configuration", Element.of("tags").plus(Element.of("tag", "id", id)), true);
            cluster.node(name).submit(new ClusterRequest.ChangeCib(List.of(change), "root", "crm", forced), reply -> {
                cluster.log(id + ": " + reply.outcome());
                if (reply.ok() && !forced) {
                    cluster.invariants().promised(id);
                }
            });
        }
    }

    private void standby(String name, boolean on) {
        if (isUp(name)) {
            ClusterNode node = cluster.node(name);
            String id = name.substring(1);
            Element attribute = Element.of("node", "id", id).plus(Element.of("instance_attributes", "id", "nodes-" + id)
                    .plus(Element.of("nvpair", "id", "nodes-" + id + "-standby", "name", "standby", "value", on && id.equals("1")
                            ? "on" : "off")));
            var change = new CibChange.Modify("/cib/configuration/nodes", attribute, false);
            node.submit(new ClusterRequest.ChangeCib(List.of(change), "root", "crm", false), reply -> { });
        }
    }

    private void pauseForAWhile(String name, Duration span) {
        if (isUp(name)) {
            cluster.pause(name);
            cluster.time.after(span, () -> cluster.resume(name));
        }
    }

    private static boolean hasFailed(Cib cib, String resource) {
        var id = new ResourceId(resource);
        return cib.status().tree().anyMatch(element -> element.get("name", "").startsWith("fail-count-" + id + "#"));
    }
}
