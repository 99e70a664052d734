package io.systole.core.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.scheduler.plan.PlannedAction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What actions carry with them that summaries do not show, in cases of {@link SchedulerGoldenTest}. */
class ActionDetailsTest {
    private static Map<String, String> meta(String folder, String key) throws IOException {
        Cib cib = SchedulerGoldenTest.read(Path.of("src/test/resources/scheduler").resolve(folder));
        Schedule schedule = Scheduler.schedule(cib, SchedulerGoldenTest.now(cib), ZoneOffset.UTC);
        return schedule.plan().actions().stream().filter(action -> action.key().equals(key)).findFirst()
                .map(PlannedAction::meta).orElseThrow();
    }

    @Test
    void aFenceDeviceIsStartedAndProbedWithItsMonitorTimeout() throws IOException {
        String folder = "fencing/device-with-a-monitor-timeout-of-its-own";

        assertEquals("90000", meta(folder, "fence_start_0").get("timeout"));
        assertEquals("90000", meta(folder, "fence_monitor_0").get("timeout"));
    }

    @Test
    void fencingOfTheNodeWithTheImportantResourceIsDelayed() throws IOException {
        Map<String, String> fence = meta("fencing/delay-for-the-node-with-the-important-resource", "stonith-n1-reboot");

        assertEquals("15", fence.get("priority-fencing-delay"));
    }

    @Test
    void unfencingCarriesTheDigestsOfItsDevices() throws IOException {
        Map<String, String> unfence = meta("unfencing/node-that-was-never-let-in", "stonith-n1-on");

        assertTrue(unfence.get("digests-all").matches("fence:fence_test:[0-9a-f]{32},"), unfence.toString());
        assertEquals(unfence.get("digests-all"), unfence.get("digests-secure"));
    }
}
