package io.systole.core.simulation;

import io.systole.core.cib.Cib;
import io.systole.core.cib.ResourceId;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.controller.ControllerSettings;
import io.systole.core.controller.SelfFencing;
import io.systole.core.controller.Timeouts;
import io.systole.core.membership.FeatureLevels;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.membership.QuorumSettings;
import io.systole.core.node.ClusterNode;
import io.systole.core.node.NodePorts;
import io.systole.core.scheduler.Scheduler;
import io.systole.core.spi.ClusterTransport;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cluster of production {@link ClusterNode}s on one virtual clock in one thread. One seed gives one history. After every
 * event the {@link Invariants} are checked; a violation names the seed.
 */
final class SimulatedCluster {
    static final Duration DETECTION = Duration.ofSeconds(2);

    final VirtualTime time = new VirtualTime();
    final long seed;
    final SplittableRandom random;
    private final SimulatedNetwork network;
    private final List<NodeName> names;
    private final SimulatedWitness witness;
    private final SimulatedDisk sharedDisk;
    private QuorumSettings quorum;
    private boolean watchdog;
    private Timeouts timeouts = Timeouts.forFailureDetection(DETECTION);
    private SelfFencing selfFencing = SelfFencing.forFailureDetection(DETECTION);
    private final SortedMap<NodeName, SimulatedMachine> machines = new TreeMap<>();
    private final SortedMap<NodeName, Daemon> daemons = new TreeMap<>();
    private final List<String> journal = new ArrayList<>();
    private final SortedMap<NodeName, Duration> clockSteps = new TreeMap<>();
    private final SortedMap<NodeName, FeatureLevels> builds = new TreeMap<>();
    private final Invariants invariants;
    private final SimulatedFencing fencing;
    private Defect defect = (cluster, daemon, ports) -> ports;
    private long events;

    private SimulatedCluster(long seed, List<NodeName> names) {
        this.seed = seed;
        this.names = names;
        this.random = new SplittableRandom(seed);
        this.network = new SimulatedNetwork(time, random.split(), DETECTION);
        this.quorum = QuorumSettings.forNodes(new TreeSet<>(names));
        // A seed of its own: the histories of clusters without a shared disk are as they were.
        this.sharedDisk = new SimulatedDisk(this, new SplittableRandom(~seed));
        this.witness = new SimulatedWitness(time, random.split(), network, sharedDisk);
        this.invariants = new Invariants(this);
        this.fencing = new SimulatedFencing(this, random.split(), names);
        for (NodeName name : names) {
            machines.put(name, new SimulatedMachine(name, time, random.split(), invariants));
        }
    }

    /** One life of a daemon. */
    static final class Daemon {
        final Member self;
        ClusterNode node;
        ClusterTransport transport;
        SimulatedExecutor executor;
        PausableTimers timers;
        boolean paused;
        boolean dead;
        /** The CIB that the invariants have seen last. */
        Cib checked = Cib.empty();
        Optional<NodeName> checkedDc = Optional.empty();
        private Duration pausedAt = Duration.ZERO;
        private Duration stoodStill = Duration.ZERO;

        Daemon(Member self) {
            this.self = self;
        }

        /** How long this process was paused until now, all together. */
        Duration stoodStill() {
            return stoodStill;
        }
    }

    static SimulatedCluster of(long seed, String... names) {
        return new SimulatedCluster(seed, Arrays.stream(names).map(NodeName::new).toList());
    }

    /** Puts this configuration on the disks of all machines. */
    SimulatedCluster withCib(String xml) {
        Cib cib = CibReader.cib(xml);
        machines.values().forEach(machine -> machine.disk.save(cib));
        return this;
    }

    /** Counts votes in another way from the next start of each daemon on. */
    SimulatedCluster withQuorum(UnaryOperator<QuorumSettings> change) {
        quorum = change.apply(new QuorumSettings(new TreeSet<>(names), false, false));
        return this;
    }

    /** Another self-fencing time from the next start of each daemon on. */
    SimulatedCluster withSelfFencing(SelfFencing other) {
        selfFencing = other;
        return this;
    }

    /** How long a DC waits for nodes that it has not seen yet, and for daemons that crashed, from the next start of each daemon on. */
    SimulatedCluster withPatience(Duration unseen, Duration restarting) {
        timeouts = timeouts.withPatience(unseen, restarting);
        return this;
    }

    /** From the next start of each daemon on it counts as having a watchdog. */
    SimulatedCluster withWatchdog() {
        watchdog = true;
        return this;
    }

    /** From its next start on the daemon of this node is of a build that speaks these levels. */
    SimulatedCluster withBuild(String node, FeatureLevels levels) {
        builds.put(new NodeName(node), levels);
        return this;
    }

    FeatureLevels build(Member daemon) {
        return builds.getOrDefault(daemon.name(), FeatureLevels.ours());
    }

    /** From the next start of each daemon on it has this defect. */
    SimulatedCluster withDefect(Defect seeded) {
        defect = seeded;
        return this;
    }

    /** Whether these settings promise that nothing runs twice even without fencing. */
    boolean arbitrated() {
        return selfFencing.used() && quorum.loserKnowsIt();
    }

    QuorumSettings quorum() {
        return quorum;
    }

    SimulatedWitness witness() {
        return witness;
    }

    SimulatedDisk sharedDisk() {
        return sharedDisk;
    }

    SimulatedCluster startAll() {
        names.forEach(name -> start(name.value()));
        return this;
    }

    /** Starts the daemon of a machine, and the machine if it is off. */
    ClusterNode start(String name) {
        SimulatedMachine machine = machine(name);
        machine.powerOn();
        var daemon = new Daemon(new Member(machine.name, machine.nextIncarnation()));
        daemon.transport = network.transport(daemon.self);
        daemon.timers = new PausableTimers(time);
        daemon.executor = new SimulatedExecutor(time, daemon.timers, machine, request -> invariants.ordered(daemon, request));
        var settings = new ControllerSettings(daemon.self, names, quorum, timeouts, selfFencing,
                build(daemon.self), watchdog, sharedDisk.carriesPills(), "0.1.0-simulated");
        var ports = new NodePorts(daemon.transport, daemon.executor, fencing.agentOf(daemon), witness.of(daemon),
                machine.watchdog(reason -> {
                    log(name + " resets itself: " + reason);
                    crash(name);
                }), machine.disk, daemon.timers, new SimulatedAlerts(this, name),
                () -> time.clock().plus(clockSteps.getOrDefault(machine.name, Duration.ZERO)), time::elapsed, random.split(),
                (cib, now) -> Scheduler.schedule(cib, now, ZoneOffset.UTC), ZoneOffset.UTC, sharedDisk.pills(daemon),
                () -> Optional.of(machine.load));
        daemon.node = new ClusterNode(settings, defect.in(this, daemon, ports), reason -> {
            log(name + " stopped: " + reason);
            daemons.remove(machine.name, daemon);
        });
        daemons.put(machine.name, daemon);
        log(daemon.self + " starts");
        daemon.node.start();
        return daemon.node;
    }

    /** The power of a machine fails. */
    void crash(String name) {
        log(name + " loses power");
        end(name, false);
        machine(name).powerOff();
    }

    /** The daemon dies, its resources run on. */
    void kill(String name) {
        end(name, true);
    }

    private void end(String name, boolean hostAnswers) {
        Daemon daemon = daemons.remove(new NodeName(name));
        if (daemon != null) {
            log(daemon.self + " is killed");
            daemon.dead = true;
            daemon.executor.close();
            daemon.timers.stop();
            network.crash(daemon.transport, hostAnswers);
        }
    }

    /** The daemon process stands still until it is resumed. */
    void pause(String name) {
        Daemon daemon = daemons.get(new NodeName(name));
        daemon.paused = true;
        daemon.pausedAt = time.elapsed();
        log(name + " stands still");
        daemon.timers.pause();
        network.pause(daemon.transport, true);
    }

    void resume(String name) {
        Daemon daemon = daemons.get(new NodeName(name));
        if (daemon != null) {
            log(name + " goes on");
            if (daemon.paused) {
                daemon.stoodStill = daemon.stoodStill.plus(time.elapsed()).minus(daemon.pausedAt);
            }
            daemon.paused = false;
            daemon.timers.resume();
            network.pause(daemon.transport, false);
        }
    }

    void isolate(String... island) {
        log(String.join(",", island) + " cut off");
        if (!arbitrated()) {
            invariants.splitHappened();
        }
        network.isolate(new TreeSet<>(Arrays.stream(island).map(NodeName::new).toList()));
    }

    /** Two do not hear each other any more, but both hear the others and the witness. */
    void cut(String one, String other) {
        log(one + " and " + other + " do not hear each other");
        if (!arbitrated()) {
            invariants.splitHappened();
        }
        network.cut(new NodeName(one), new NodeName(other));
    }

    /** Messages from one to the other take up to so much longer until cuts end. */
    void slow(String from, String to, Duration most) {
        log("messages from " + from + " to " + to + " take up to " + most.toMillis() + " ms more");
        network.slow(new NodeName(from), new NodeName(to), most);
    }

    /** The time of day of a machine jumps; time that passes does not. */
    void stepClock(String name, Duration step) {
        log("the clock of " + name + " jumps by " + step.toMillis() + " ms");
        clockSteps.merge(new NodeName(name), step, Duration::plus);
    }

    /** Nothing that one sends to the other comes through any more; the other direction works. */
    void cutOneWay(String from, String to) {
        log("nothing from " + from + " gets to " + to);
        if (!arbitrated()) {
            invariants.splitHappened();
        }
        network.cutOneWay(new NodeName(from), new NodeName(to));
    }

    /** Messages from one to the other may come twice until cuts end. */
    void stutter(String from, String to) {
        log("messages from " + from + " to " + to + " may come twice");
        network.stutter(new NodeName(from), new NodeName(to));
    }

    /** The power of a machine fails while it writes to its disk for the next time; what it wrote is there or not. */
    void crashInWrite(String name, boolean written) {
        log(name + " will lose power in the midst of a write, the file is " + (written ? "new" : "old"));
        machine(name).disk.interruptNext(written, () -> crash(name));
    }

    void heal() {
        log("all cuts end");
        network.heal();
    }

    void breakFencer(boolean broken) {
        fencing.mood(broken ? SimulatedFencing.Mood.FAILS : SimulatedFencing.Mood.WORKS);
    }

    /** The power switch behaves so from now on. */
    void fencing(SimulatedFencing.Mood mood) {
        log("the power switch " + mood);
        fencing.mood(mood);
    }

    SimulatedMachine machine(String name) {
        return machines.get(new NodeName(name));
    }

    List<SimulatedMachine> machines() {
        return List.copyOf(machines.values());
    }

    ClusterNode node(String name) {
        return daemons.get(new NodeName(name)).node;
    }

    SortedMap<NodeName, Daemon> daemons() {
        return daemons;
    }

    boolean isUp(String name) {
        return daemons.containsKey(new NodeName(name));
    }

    Invariants invariants() {
        return invariants;
    }

    /** Everything that happened, a line each. */
    String trace() {
        return String.join("\n", journal);
    }

    /** Where a resource really runs. */
    List<String> running(String resource) {
        return machines.values().stream().filter(machine -> machine.runs(new ResourceId(resource)))
                .map(machine -> machine.name.value()).toList();
    }

    /** The node that all live nodes follow; empty if they do not agree. */
    Optional<String> dc() {
        return Rest.dc(daemons.values());
    }

    void runFor(Duration span) {
        Duration end = time.elapsed().plus(span);
        while (time.step(end)) {
            events++;
            invariants.check();
        }
    }

    void runUntil(String wish, BooleanSupplier condition) {
        Duration end = time.elapsed().plus(Duration.ofMinutes(10));
        while (!condition.getAsBoolean()) {
            if (!time.step(end)) {
                throw fail("not within ten minutes: " + wish);
            }
            events++;
            invariants.check();
        }
    }

    /** Runs until nothing is done or waited for any more: all live nodes follow one idle DC with the same CIB. */
    void stabilise() {
        Rest.last(this);
    }

    long events() {
        return events;
    }

    void log(String line) {
        journal.add(time.elapsed().toMillis() + " ms: " + line);
    }

    AssertionError fail(String what) {
        Stream<String> nodes = daemons.values().stream().map(daemon -> daemon.node.report() + " CIB " + daemon.node.cib().version());
        return new AssertionError("seed " + seed + " at " + time.elapsed().toMillis() + " ms: " + what + "\n"
                + Stream.concat(nodes, journal.stream().skip(Math.max(0, journal.size() - 60))).map(line -> "  " + line + "\n")
                .collect(Collectors.joining()));
    }

    void restartIfOff(NodeName name) {
        if (!machines.get(name).on()) {
            start(name.value());
        }
    }
}
