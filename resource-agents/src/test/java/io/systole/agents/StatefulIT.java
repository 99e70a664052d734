package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.agents.Yard.Ran;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ocf:systole:Stateful}: roles, scores and notifications. */
class StatefulIT {
    private Yard yard;
    private Told told;

    @BeforeEach
    void open() {
        yard = Yard.open();
        told = new Told(yard);
    }

    @AfterEach
    void close() {
        if (yard != null) {
            yard.close();
        }
    }

    private Ran run(String action, Map<String, String> parameters) {
        return yard.resource("Stateful", parameters).run(action, told.environment());
    }

    @Test
    void playsBothRolesAndTellsItsScore() {
        List<Integer> codes = Stream.of("stop", "monitor", "promote", "start", "monitor", "promote", "promote", "monitor", "start",
            "monitor", "demote", "demote", "monitor", "stop", "monitor").map(action -> run(action, Map.of()).code()).toList();

        assertEquals(List.of(0, 7, 7, 0, 0, 0, 0, 8, 0, 8, 0, 0, 0, 0, 7), codes);
        String update = "crm_attribute -p test-Stateful -l reboot -v ";
        // start, monitor · promote twice, monitor, monitor · demote twice, monitor · stop
        assertEquals(List.of(update + 5, update + 5, update + 10, update + 10, update + 10, update + 10, update + 5, update + 5, update + 5,
            "crm_attribute -p test-Stateful -l reboot -D"), told.lines());
    }

    @Test
    void aChangedScoreIsTakenWithoutARestart() {
        run("start", Map.of());
        told.lines();

        run("reload-agent", Map.of("unpromoted_score", "-7"));

        assertEquals(List.of("crm_attribute -p test-Stateful -l reboot -v -7"), told.lines());
    }

    @Test
    void writesDownNotifications() {
        String log = yard.directory() + "/notified";

        Ran notified = yard.resource("Stateful", Map.of("notify_log", log)).run("notify", Map.of(
            "OCF_RESKEY_CRM_meta_notify_type", "pre", "OCF_RESKEY_CRM_meta_notify_operation", "promote",
            "OCF_RESKEY_CRM_meta_notify_promote_uname", "n2", "OCF_RESKEY_CRM_meta_notify_active_uname", "n1 n2",
            "OCF_RESKEY_CRM_meta_notify_promoted_uname", "n1"));

        assertEquals(0, notified.code(), notified.output());
        assertEquals("pre promote on n2, before it active on n1 n2, promoted on n1", yard.sh("cat " + log).output().strip());
    }

    @Test
    void failsWhereItIsToldAndFindsMistakes() {
        run("start", Map.of());

        Ran promoted = yard.resource("Stateful", Map.of("fail_promote_on", "n1 n2")).run("promote",
            Map.of("OCF_RESKEY_CRM_meta_on_node", "n2"));

        assertEquals(1, promoted.code());
        assertEquals("told to fail on node n2 by fail_promote_on", promoted.reason());
        assertEquals("promoted_score=\"high\" is not a whole number; write for example 100 or -100",
            run("validate-all", Map.of("promoted_score", "high")).reason());
    }
}
