package io.systole.core.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationOutcomeTest {
    @ParameterizedTest
    @CsvSource({
        "web_monitor_10000@n1=7,web,monitor,10000,n1,7",
        "my_web_start_0@n1.example.com=1,my_web,start,0,n1.example.com,1",
        "web:0_stop_0@n1=1,web:0,stop,0,n1,1",
        "vm_migrate_to_0@n1=1,vm,migrate_to,0,n1,1",
        "vm_migrate_from_0@n1=0,vm,migrate_from,0,n1,0"})
    void theFormIsReadFromItsEnd(String text, String resource, String task, long interval, String node, int code) {
        assertEquals(Optional.of(new OperationOutcome(text, resource, task, interval, node, code)), OperationOutcome.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "web", "web_start@n1=1", "web_start_0=1", "web_start_0@n1", "web_start_0@n1=one", "_start_0@n1=1",
        "web_start_0@=1", "web_start_99999999999@n1=1"})
    void anythingElseIsNone(String text) {
        assertTrue(OperationOutcome.parse(text).isEmpty());
    }

    @Test
    void letterCaseDoesNotMatter() {
        assertTrue(OperationOutcome.parse("Web_Start_0@N1=1").orElseThrow().matches("web", "start", 0, "n1"));
    }
}
