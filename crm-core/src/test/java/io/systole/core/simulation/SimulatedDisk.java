package io.systole.core.simulation;

import io.systole.core.controller.SelfFencing;
import io.systole.core.disk.NodeSlots;
import io.systole.core.disk.PoisonPills;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.SharedDisk;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The disk that all machines share. What is written takes its effect at some moment between order and answer; a write that fails, or
 * whose machine loses power meanwhile, may have none, or half of it, or have it much later.
 */
final class SimulatedDisk {
    private static final Duration LATEST = Duration.ofSeconds(20);

    private final SimulatedCluster cluster;
    private final RandomGenerator random;
    private final SortedMap<Integer, Optional<SortedMap<String, String>>> slots = new TreeMap<>();
    private final SortedSet<NodeName> outOfReach = new TreeSet<>();
    private Mood mood = Mood.WORKS;
    private int accesses;
    private boolean pills;

    /** How the disk behaves. */
    enum Mood {
        WORKS,
        /** Now and then an access takes up to six seconds. */
        SLOW,
        /** Says that it does not work; what was to be written may be there all the same, or get there later. */
        FAILS,
        /** Does not answer until it behaves otherwise, and does then what it was asked for. */
        HANGS
    }

    SimulatedDisk(SimulatedCluster cluster, RandomGenerator random) {
        this.cluster = cluster;
        this.random = random;
    }

    void mood(Mood changed) {
        cluster.log("the shared disk " + changed);
        mood = changed;
    }

    /** This node gets nothing any more from the disk, errors or no answer at all, until {@link #recover}. */
    void cutOff(NodeName node) {
        cluster.log(node + " does not reach the shared disk");
        outOfReach.add(node);
    }

    /** All reach it, and it works. */
    void recover() {
        outOfReach.clear();
        mood = Mood.WORKS;
    }

    /** From the next start of each daemon on nodes are fenced by poison pills here. */
    void carryPills() {
        pills = true;
    }

    boolean carriesPills() {
        return pills;
    }

    Optional<PoisonPills> pills(SimulatedCluster.Daemon daemon) {
        return pills(daemon, of(daemon));
    }

    /** The pills as a daemon has them that sees the disk so. */
    Optional<PoisonPills> pills(SimulatedCluster.Daemon daemon, SharedDisk seen) {
        Duration detection = SimulatedCluster.DETECTION;
        var slots = new NodeSlots("simulated", cluster.machines().stream().map(machine -> machine.name).toList());
        return pills ? Optional.of(PoisonPills.on(seen, slots, daemon.self, SelfFencing.forFailureDetection(detection).takeOver()
                .plus(detection), detection.dividedBy(2), daemon.timers, cluster.time::elapsed)) : Optional.empty();
    }

    /** How often it was read or written. */
    int accesses() {
        return accesses;
    }

    Optional<SortedMap<String, String>> slot(int number) {
        return slots.getOrDefault(number, Optional.empty());
    }

    /** The disk as the daemon sees it. */
    SharedDisk of(SimulatedCluster.Daemon daemon) {
        NodeName name = daemon.self.name();
        return new SharedDisk() {
            @Override
            public void read(int slot, Consumer<Reading> answer) {
                access(daemon, (reached, takes) -> {
                    if (reached) {
                        Duration until = part(takes);
                        after(until, () -> {
                            Optional<SortedMap<String, String>> found = slot(slot);
                            answer(daemon, takes.minus(until), () -> answer.accept(new Content(found)));
                        });
                    } else {
                        answer(daemon, takes, () -> answer.accept(new Failure("input/output error")));
                    }
                });
            }

            @Override
            public void write(int slot, SortedMap<String, String> content, Consumer<Optional<String>> answer) {
                access(daemon, (reached, takes) -> {
                    if (reached) {
                        int life = cluster.machine(name.value()).life();
                        after(part(takes), () -> land(slot, content, cluster.machine(name.value()).life() == life ? 0 : random.nextInt(4)));
                        answer(daemon, takes, () -> answer.accept(Optional.empty()));
                    } else {
                        if (!outOfReach.contains(name)) {
                            land(slot, content, random.nextInt(4));
                        }
                        answer(daemon, takes, () -> answer.accept(Optional.of("input/output error")));
                    }
                });
            }
        };
    }

    private void land(int slot, SortedMap<String, String> content, int how) {
        switch (how) {
            case 0 -> slots.put(slot, Optional.of(content));
            case 1 -> cluster.log("a write to the shared disk is torn");
            case 2 -> after(Duration.ofMillis(random.nextLong(LATEST.toMillis())), () -> {
                cluster.log("a late write gets to the shared disk: " + content);
                slots.put(slot, Optional.of(content));
            });
            default -> cluster.log("a write does not get to the shared disk");
        }
        if (how == 1) {
            slots.put(slot, Optional.empty());
        }
    }

    /** Somebody wants something of the disk. */
    private interface Access {
        /** Whether the disk does it, and how long it takes all in all. */
        void run(boolean reached, Duration takes);
    }

    private void access(SimulatedCluster.Daemon daemon, Access access) {
        // A process may be stopped before the kernel has heard of it.
        daemon.timers.after(Duration.ofNanos(random.nextInt(1_000_000)), () ->
                begin(daemon, cluster.machine(daemon.self.name().value()).life(), access));
    }

    private void begin(SimulatedCluster.Daemon daemon, int life, Access access) {
        if (cluster.machine(daemon.self.name().value()).life() != life) {
            return;
        }
        accesses++;
        boolean away = outOfReach.contains(daemon.self.name());
        if (mood == Mood.HANGS || away && random.nextBoolean()) {
            // The kernel tries again and again: whoever waits for it may wait for long, and what was to be written is not lost.
            after(Duration.ofSeconds(1), () -> begin(daemon, life, access));
            return;
        }
        access.run(!away && mood != Mood.FAILS, latency());
    }

    private Duration latency() {
        int worst = mood == Mood.SLOW ? random.nextInt(3) == 0 ? 6000 : 600 : random.nextInt(30) == 0 ? 400 : 15;
        return Duration.ofMillis(1 + random.nextInt(worst));
    }

    private Duration part(Duration takes) {
        return Duration.ofNanos(random.nextLong(takes.toNanos()));
    }

    private void answer(SimulatedCluster.Daemon daemon, Duration takes, Runnable tell) {
        after(takes, () -> daemon.timers.after(Duration.ZERO, tell));
    }

    private void after(Duration span, Runnable what) {
        cluster.time.after(span, what);
    }
}
