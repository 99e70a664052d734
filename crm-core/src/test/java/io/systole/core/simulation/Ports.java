package io.systole.core.simulation;

import io.systole.core.cib.Cib;
import io.systole.core.disk.PoisonPills;
import io.systole.core.node.NodePorts;
import io.systole.core.scheduler.Schedule;
import io.systole.core.spi.CibStore;
import io.systole.core.spi.ClusterTransport;
import io.systole.core.spi.FenceExecutor;
import io.systole.core.spi.ResourceExecutor;
import io.systole.core.spi.Watchdog;
import io.systole.core.spi.Witness;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The same border with one port changed. */
record Ports(NodePorts ports) {
    NodePorts with(ClusterTransport transport) {
        return new NodePorts(transport, ports.executor(), ports.fencer(), ports.witness(), ports.watchdog(), ports.store(),
                ports.timers(), ports.alerts(), ports.clock(), ports.uptime(), ports.random(), ports.scheduler(), ports.zone(),
                ports.pills(), ports.load());
    }

    NodePorts with(ResourceExecutor executor) {
        return new NodePorts(ports.transport(), executor, ports.fencer(), ports.witness(), ports.watchdog(), ports.store(),
                ports.timers(), ports.alerts(), ports.clock(), ports.uptime(), ports.random(), ports.scheduler(), ports.zone(),
                ports.pills(), ports.load());
    }

    NodePorts with(FenceExecutor fencer) {
        return new NodePorts(ports.transport(), ports.executor(), fencer, ports.witness(), ports.watchdog(), ports.store(),
                ports.timers(), ports.alerts(), ports.clock(), ports.uptime(), ports.random(), ports.scheduler(), ports.zone(),
                ports.pills(), ports.load());
    }

    NodePorts with(Witness witness) {
        return new NodePorts(ports.transport(), ports.executor(), ports.fencer(), witness, ports.watchdog(), ports.store(),
                ports.timers(), ports.alerts(), ports.clock(), ports.uptime(), ports.random(), ports.scheduler(), ports.zone(),
                ports.pills(), ports.load());
    }

    NodePorts with(Watchdog watchdog) {
        return new NodePorts(ports.transport(), ports.executor(), ports.fencer(), ports.witness(), watchdog, ports.store(),
                ports.timers(), ports.alerts(), ports.clock(), ports.uptime(), ports.random(), ports.scheduler(), ports.zone(),
                ports.pills(), ports.load());
    }

    NodePorts with(CibStore store) {
        return new NodePorts(ports.transport(), ports.executor(), ports.fencer(), ports.witness(), ports.watchdog(), store,
                ports.timers(), ports.alerts(), ports.clock(), ports.uptime(), ports.random(), ports.scheduler(), ports.zone(),
                ports.pills(), ports.load());
    }

    NodePorts with(Supplier<Duration> uptime) {
        return new NodePorts(ports.transport(), ports.executor(), ports.fencer(), ports.witness(), ports.watchdog(), ports.store(),
                ports.timers(), ports.alerts(), ports.clock(), uptime, ports.random(), ports.scheduler(), ports.zone(),
                ports.pills(), ports.load());
    }

    NodePorts with(BiFunction<Cib, Instant, Schedule> scheduler) {
        return new NodePorts(ports.transport(), ports.executor(), ports.fencer(), ports.witness(), ports.watchdog(), ports.store(),
                ports.timers(), ports.alerts(), ports.clock(), ports.uptime(), ports.random(), scheduler, ports.zone(),
                ports.pills(), ports.load());
    }

    NodePorts with(PoisonPills pills) {
        return new NodePorts(ports.transport(), ports.executor(), ports.fencer(), ports.witness(), ports.watchdog(), ports.store(),
                ports.timers(), ports.alerts(), ports.clock(), ports.uptime(), ports.random(), ports.scheduler(), ports.zone(),
                Optional.of(pills), ports.load());
    }
}
