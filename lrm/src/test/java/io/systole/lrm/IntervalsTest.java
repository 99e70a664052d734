package io.systole.lrm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {
    @ParameterizedTest
    @CsvSource({"start, 0", "stop, 0", "promote, 0", "demote, 0", "migrate_to, 0", "migrate_from, 0", "reload-agent, 0", "notify, 0",
        "monitor, 10"})
    void onlyAMonitorRepeats(String operation, long seconds) {
        var key = new OperationKey(new ResourceId("web"), operation, Duration.ofSeconds(10));
        var request = new OperationRequest(key, new AgentId("ocf", "systole", "Dummy"), Duration.ofSeconds(20), Duration.ZERO,
                new TreeMap<>(), new TreeMap<>(), "1:2:0:uuid", 0);

        OperationRequest checked = Intervals.checked(request);

        assertEquals(Duration.ofSeconds(seconds), checked.key().interval());
        assertEquals(operation, checked.key().operation());
        assertEquals(request.transitionKey(), checked.transitionKey());
    }
}
