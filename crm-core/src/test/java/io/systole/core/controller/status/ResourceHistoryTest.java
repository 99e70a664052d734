package io.systole.core.controller.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.CibFormat;
import io.systole.core.cib.Element;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourceHistoryTest {
    private Element history = Element.of("lrm_resources");

    @Test
    void aStartThatAPromotionHidesIsRememberedByItsCallUntilTheNextOne() {
        record("start", "6", "0");
        assertEquals(Optional.empty(), startedBy());

        record("promote", "7", "0");
        record("demote", "9", "0");
        assertEquals(Optional.of("6"), startedBy());

        record("stop", "12", "0");
        assertEquals(Optional.empty(), startedBy());
        record("start", "13", "0");
        assertEquals(Optional.empty(), startedBy());
        record("promote", "14", "0");
        assertEquals(Optional.of("13"), startedBy());
    }

    @Test
    void aStartThatFailedIsNotRemembered() {
        record("start", "6", "1");
        record("promote", "7", "0");

        assertEquals(Optional.empty(), startedBy());
    }

    @Test
    void aStopThatFailedForgetsNothing() {
        record("start", "6", "0");
        record("promote", "7", "0");
        record("stop", "8", "1");

        assertEquals(Optional.of("6"), startedBy());
    }

    private void record(String operation, String call, String exitCode) {
        history = ResourceHistory.merge(history, Element.of("lrm_resource", "id", "db", "type", "Stateful").plus(Element.of("lrm_rsc_op",
                "id", "db_last_0", "operation", operation, "call-id", call, "op-status", "0", "rc-code", exitCode)));
    }

    private Optional<String> startedBy() {
        return Optional.ofNullable(history.child("lrm_resource", "db").orElseThrow().get(CibFormat.STARTED_BY));
    }
}
