package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a slow start of the transport does to a node. */
class OpeningTheNetworkTest {
    @Test
    void aTransportThatTakesLongToOpenIsNoPause() {
        Duration quick = timeToRest(Duration.ZERO);
        Duration slow = timeToRest(Duration.ofSeconds(5));

        assertEquals(quick, slow);
    }

    private static Duration timeToRest(Duration opening) {
        var cluster = SimulatedCluster.of(1, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false)).withDefect((made, daemon, ports) -> {
            var late = new Duration[] {Duration.ZERO};
            var transport = new WireTap(ports.transport()) {
                @Override
                public void start(Listener listener) {
                    super.start(listener);
                    late[0] = opening;
                }
            };
            return new Ports(new Ports(ports).with(transport)).with(() -> ports.uptime().get().plus(late[0]));
        });
        cluster.startAll();
        cluster.runUntil("it runs", () -> cluster.running("ip").size() == 1);
        return cluster.time.elapsed();
    }
}
