package io.systole.core.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.scheduler.Schedule;
import io.systole.core.scheduler.Scheduler;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.transition.GraphAction;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A measurement of a cluster that is not what it is said to be would be worth nothing. */
class ClusterWriterTest {
    private static final Instant NOW = Instant.parse("2026-10-01T00:00:00Z");

    @ParameterizedTest
    @EnumSource(ClusterShape.State.class)
    void theSameShapeGivesTheSameText(ClusterShape.State state) throws IOException {
        assertEquals(text(state), text(state));
    }

    @ParameterizedTest
    @EnumSource(ClusterShape.State.class)
    void everyConstraintIsUnderstood(ClusterShape.State state) throws IOException {
        Schedule schedule = schedule(state);

        assertEquals(List.of(), schedule.problems());
        assertFalse(schedule.placements().constraints().locations().isEmpty());
        assertFalse(schedule.placements().constraints().colocations().isEmpty());
        assertFalse(schedule.placements().constraints().orders().isEmpty());
        assertTrue(schedule.snapshot().resources().stream().anyMatch(Resource::isGroup), "no group");
    }

    @Test
    void aColdClusterProbesEverythingEverywhere() throws IOException {
        Schedule schedule = schedule(ClusterShape.State.COLD);

        assertEquals(4 * 60, operations(schedule, "monitor", 0));
        assertTrue(operations(schedule, "start", 0) > 50, "only " + operations(schedule, "start", 0) + " starts");
    }

    @Test
    void aRunningClusterHasNothingLeftToLearnOrToStart() throws IOException {
        Schedule schedule = schedule(ClusterShape.State.RUNNING);

        assertEquals(0, operations(schedule, "monitor", 0));
        assertTrue(operations(schedule, "start", 0) < 6, operations(schedule, "start", 0) + " resources would move");
    }

    @Test
    void whatRanOnTheLostNodeIsStartedElsewhere() throws IOException {
        Schedule schedule = schedule(ClusterShape.State.FAILED);

        assertEquals(3, schedule.snapshot().nodes().stream().filter(node -> node.online()).count());
        assertTrue(operations(schedule, "start", 0) > 10, "only " + operations(schedule, "start", 0) + " starts");
    }

    private static long operations(Schedule schedule, String operation, long intervalMillis) {
        return schedule.graph().actions()
                .filter(action -> action instanceof GraphAction.ResourceAction done && done.request().key().operation().equals(operation)
                        && done.request().key().interval().toMillis() == intervalMillis)
                .count();
    }

    private static Schedule schedule(ClusterShape.State state) throws IOException {
        Cib cib = CibReader.cib(text(state));
        return Scheduler.schedule(cib, NOW, ZoneOffset.UTC);
    }

    private static String text(ClusterShape.State state) throws IOException {
        var out = new StringWriter();
        ClusterWriter.write(new ClusterShape(4, 60, state), out);
        return out.toString();
    }
}
