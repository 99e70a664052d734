package io.systole.core.node;

import io.systole.core.cib.Cib;
import io.systole.core.disk.PoisonPills;
import io.systole.core.scheduler.Schedule;
import io.systole.core.spi.AlertSink;
import io.systole.core.spi.CibStore;
import io.systole.core.spi.ClusterTransport;
import io.systole.core.spi.FenceExecutor;
import io.systole.core.spi.LoadGauge;
import io.systole.core.spi.ResourceExecutor;
import io.systole.core.spi.Timers;
import io.systole.core.spi.Watchdog;
import io.systole.core.spi.Witness;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A node's border with the world. Every callback of these ports must arrive on the node's loop: the owner wraps adapters
 * that call on threads of their own.
 *
 * @param transport the way to the other nodes
 * @param executor runs agents on this node
 * @param fencer runs fence agents on this node
 * @param witness decides when exactly half of the votes are here
 * @param watchdog ends what runs here if this daemon does not say in time that it may run on
 * @param store remembers CIB and term over restarts
 * @param timers time that passes
 * @param alerts hears what people want to know
 * @param clock the time of day; may step
 * @param uptime monotonic time since some start; used to notice that this process was paused
 * @param random chance, for back-off and ids
 * @param scheduler {@code Scheduler.schedule}
 * @param zone where dates without an offset are meant in rules
 * @param pills poison pills on a shared disk, if nodes are fenced by them
 * @param load how busy this node is
 */
public record NodePorts(
        ClusterTransport transport,
        ResourceExecutor executor,
        FenceExecutor fencer,
        Witness witness,
        Watchdog watchdog,
        CibStore store,
        Timers timers,
        AlertSink alerts,
        Supplier<Instant> clock,
        Supplier<Duration> uptime,
        RandomGenerator random,
        BiFunction<Cib, Instant, Schedule> scheduler,
        ZoneId zone,
        Optional<PoisonPills> pills,
        LoadGauge load) {
    /** A border without poison pills, on a node that knows nothing of its load. */
    public NodePorts(ClusterTransport transport, ResourceExecutor executor, FenceExecutor fencer, Witness witness, Watchdog watchdog,
            CibStore store, Timers timers, AlertSink alerts, Supplier<Instant> clock, Supplier<Duration> uptime, RandomGenerator random,
            BiFunction<Cib, Instant, Schedule> scheduler, ZoneId zone) {
        this(transport, executor, fencer, witness, watchdog, store, timers, alerts, clock, uptime, random, scheduler, zone,
                Optional.empty(), LoadGauge.none());
    }
}
