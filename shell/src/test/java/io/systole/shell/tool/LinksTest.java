package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.membership.LinkReport;
import io.systole.core.membership.LinkState;
import io.systole.core.membership.LinkState.Status;
import io.systole.core.membership.NodeName;
import io.systole.shell.client.AgentLibrary;
import io.systole.shell.client.LinkForm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What people see of the networks between the nodes. */
class LinksTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final LinkReport ONE_DOWN = new LinkReport(List.of(
            state(1, Status.UP, "", Optional.of(Duration.ofMillis(140))),
            state(2, Status.DOWN, "nothing is heard over it", Optional.of(Duration.ofMillis(4260))),
            state(3, Status.UNKNOWN, "not heard yet", Optional.empty())),
            new TreeMap<>(Map.of("copies", 12L, "forged", 0L, "other_key", 2L)));

    private LinkReport links = ONE_DOWN;
    private final Tools tools = new Tools(new ToolContext(new FakeCluster(Cib.empty()) {
        @Override
        public LinkReport links() {
            return links;
        }
    }, AgentLibrary.NONE, Optional.empty(), InstantSource.fixed(NOW), ZoneOffset.UTC));

    private static LinkState state(int link, Status status, String reason, Optional<Duration> silence) {
        return new LinkState(new NodeName("n2"), link, "10." + link + ".0.1", "10." + link + ".0.2", status, NOW.minusSeconds(60), reason,
                silence, 77);
    }

    @Test
    void theCommandTellsEveryLinkAndWhatWasDropped() {
        ToolResult result = tools.run(ToolCall.of("crm", "cluster", "links"));

        assertEquals("""
                Node n2:
                  * link 1 (10.1.0.1 to 10.1.0.2): up since 2026-11-20 11:59:00Z; last heard 0.1 s ago, 77 datagrams
                  * link 2 (10.2.0.1 to 10.2.0.2): DOWN since 2026-11-20 11:59:00Z, nothing is heard over it; last heard 4.3 s ago, \
                77 datagrams
                  * link 3 (10.3.0.1 to 10.3.0.2): not known since 2026-11-20 11:59:00Z, not heard yet; never heard
                Datagrams dropped since the start: copies 12, other key 2
                """, result.output());
    }

    @Test
    void theStatusNamesALinkOnlyWhileItIsDown() {
        String down = tools.run(ToolCall.of("crm_mon", "-1")).output();
        links = LinkReport.NONE;
        String up = tools.run(ToolCall.of("crm_mon", "-1")).output();

        assertTrue(down.contains("  * WARNING: link 2 to n2 (10.2.0.1 to 10.2.0.2) is down: nothing is heard over it\n"), down);
        assertFalse(up.contains("WARNING"), up);
    }

    @Test
    void aReportSurvivesTheWayThroughTheSocket() {
        assertEquals(ONE_DOWN, LinkForm.read(LinkForm.write(ONE_DOWN)));
    }
}
