package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.membership.LinkState;
import io.systole.core.membership.LinkState.Status;
import io.systole.core.membership.NodeName;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Two links to n2; heartbeats every 100 ms, dead time 1 s. */
final class LinkMonitorTest {
    private static final NodeName N2 = new NodeName("n2");
    private static final FailureDetectionTimes TIMES =
            new FailureDetectionTimes(Duration.ofMillis(100), Duration.ofMillis(1000), Duration.ofMillis(150));

    private final List<String> changes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private long now = Long.MAX_VALUE - 1000;
    private final LinkMonitor monitor = new LinkMonitor(table(), TIMES, () -> now, () -> Instant.EPOCH, state ->
            changes.add(state.link() + " " + state.status()), this.warnings::add);

    private static LinkTable table() {
        return new LinkTable(List.of(address("10.0.0.1"), address("10.1.0.1")), List.of(),
                new TreeMap<>(Map.of(N2, List.of(address("10.0.0.2"), address("10.1.0.2")))), Map.of());
    }

    private static InetAddress address(String text) {
        return InetAddress.ofLiteral(text);
    }

    /** Time passes; these links bring a heartbeat every 100 ms. */
    private void pass(int millis, Integer... heard) {
        for (int i = 0; i < millis; i += 100) {
            now += Duration.ofMillis(100).toNanos();
            List.of(heard).forEach(link -> monitor.heard(N2, link));
            monitor.check();
        }
    }

    private List<Status> statuses() {
        return monitor.states().stream().map(LinkState::status).toList();
    }

    @Test
    void aSilentLinkIsDownWhileTheNodeIsHeardOverAnother() {
        monitor.members(Set.of(N2));
        pass(500, 0, 1);

        pass(900, 0);
        assertEquals(List.of(), changes);
        pass(300, 0);

        assertEquals(List.of("2 DOWN"), changes);
        assertEquals("link 2 to n2 (10.1.0.1 to 10.1.0.2) is down: nothing is heard over it", monitor.states().getLast().sentence());
        pass(1000, 0, 1);
        assertEquals(List.of("2 DOWN", "2 UP"), changes);
    }

    @Test
    void aNodeThatIsSilentOnAllLinksIsNoMatterOfLinks() {
        monitor.members(Set.of(N2));
        pass(500, 0, 1);

        pass(3000);
        monitor.members(Set.of());

        assertEquals(List.of(), changes);
        assertEquals(List.of(Status.UNKNOWN, Status.UNKNOWN), statuses());
        monitor.members(Set.of(N2));
        pass(500, 0, 1);
        assertEquals(List.of(Status.UP, Status.UP), statuses());
        assertEquals(List.of(), changes);
    }

    @Test
    void aLinkThatNeverWorkedIsToldADeadTimeAfterTheNodeHasJoined() {
        monitor.trouble(1, "10.1.0.1 is not on this machine");
        monitor.members(Set.of(N2));

        pass(1200, 0);

        assertEquals(List.of("2 DOWN"), changes);
        assertEquals("nothing was ever heard over it (10.1.0.1 is not on this machine)", monitor.states().getLast().reason());
    }

    @Test
    void aSingleDatagramDoesNotRaiseALink() {
        monitor.members(Set.of(N2));
        pass(500, 0, 1);
        pass(1500, 0);

        for (int i = 0; i < 5; i++) {
            pass(100, 0, 1);
            pass(1500, 0);
        }

        assertEquals(List.of("2 DOWN"), changes);
    }

    @Test
    void aLateHeartbeatIsToldWithHowLate() {
        monitor.members(Set.of(N2));
        pass(500, 0, 1);

        pass(400);
        pass(100, 0, 1);
        pass(700);
        pass(100, 1);
        pass(500, 0, 1);

        assertEquals(List.of("a late heartbeat of n2: nothing was heard for 800 ms (warntime 550 ms, deadtime 1000 ms)"), warnings);
    }

    @Test
    void aPauseOfThisProcessLowersNoLink() {
        monitor.members(Set.of(N2));
        pass(500, 0, 1);

        now += Duration.ofSeconds(5).toNanos();
        monitor.heard(N2, 0);
        monitor.check();
        pass(500, 0, 1);

        assertEquals(List.of(), warnings);
        assertEquals(List.of(), changes);
        assertTrue(statuses().stream().allMatch(status -> status == Status.UP));
    }
}
