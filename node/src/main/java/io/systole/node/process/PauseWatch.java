package io.systole.node.process;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Notices that this process did not get to run (a stopped or starved machine, garbage collection, memory in swap), and says for
 * how long and how much of it was garbage collection. The controller draws its own conclusions from such a gap; this
 * thread is for people who ask why a node was given up, or whether a faster detection would be wise.
 */
public final class PauseWatch implements AutoCloseable {
    private static final Duration SHORTEST_TICK = Duration.ofMillis(50);
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final Duration worthTelling;
    private final Duration tick;
    private final LongSupplier nanoTime;
    private final Supplier<Duration> collected;
    private final Consumer<String> log;
    private long last;
    private Duration lastCollected;
    private long toldAt;
    private Duration worst = Duration.ZERO;
    private int untold;
    private volatile Thread thread;

    /**
     * A watch that does nothing by itself.
     *
     * @param worthTelling pauses from this length on are told
     * @param tick the time between two looks; a pause is told too short by it at most
     * @param nanoTime monotonic time
     * @param collected how long this process has collected garbage since its start
     * @param log hears one sentence at a time, at most every ten seconds unless one is worse than all before
     */
    PauseWatch(Duration worthTelling, Duration tick, LongSupplier nanoTime, Supplier<Duration> collected, Consumer<String> log) {
        this.worthTelling = worthTelling;
        this.tick = tick;
        this.nanoTime = nanoTime;
        this.collected = collected;
        this.log = log;
        this.last = nanoTime.getAsLong();
        this.lastCollected = collected.get();
        this.toldAt = last - QUIET.toNanos();
    }

    /** Watches this process from now on; heartbeats are missed when it stands still for the dead time. */
    public static PauseWatch start(Duration deadTime, Consumer<String> log) {
        Duration quarter = deadTime.dividedBy(4);
        Duration worthTelling = longer(quarter, SHORTEST_TICK.multipliedBy(2));
        var watch = new PauseWatch(worthTelling, worthTelling.dividedBy(2), System::nanoTime, PauseWatch::collection, log);
        watch.thread = Thread.ofPlatform().daemon().name("systole-pauses").priority(Thread.MAX_PRIORITY).start(watch::run);
        return watch;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private void run() {
        while (thread != null) {
            LockSupport.parkNanos(tick.toNanos());
            tick();
        }
    }

    /** To be called once in each tick. */
    void tick() {
        long now = nanoTime.getAsLong();
        Duration pause = Duration.ofNanos(now - last).minus(tick);
        last = now;
        if (pause.compareTo(worthTelling) < 0) {
            return;
        }
        Duration sum = collected.get();
        Duration garbage = sum.minus(lastCollected);
        lastCollected = sum;
        if (now - toldAt < QUIET.toNanos() && pause.compareTo(worst) <= 0) {
            untold++;
            return;
        }
        String others = untold == 0 ? "" : "; " + untold + " shorter ones were not told";
        toldAt = now;
        untold = 0;
        worst = pause.compareTo(worst) > 0 ? pause : worst;
        log.accept("this process stood still for " + pause.toMillis() + " ms; garbage collection took " + garbage.toMillis()
                + " ms since the pause before" + others);
    }

    private static Duration collection() {
        long millis = ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .filter(known -> known > 0).sum();
        return Duration.ofMillis(millis);
    }

    @Override
    public void close() {
        thread = null;
    }
}
