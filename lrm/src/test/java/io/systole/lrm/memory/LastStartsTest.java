package io.systole.lrm.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastStartsTest {
    private static final AgentId AGENT = new AgentId("ocf", "systole", "IPaddr");

    @TempDir
    Path directory;

    private LastStarts starts;

    @BeforeEach
    void open() throws IOException {
        starts = StartFiles.open(directory);
    }

    private static OperationRequest request(String resource, AgentId agent, String operation, long interval, String ip) {
        return new OperationRequest(new OperationKey(new ResourceId(resource), operation, Duration.ofSeconds(interval)), agent,
                Duration.ofSeconds(20), Duration.ZERO, new TreeMap<>(Map.of("ip", ip)), new TreeMap<>(), "key", 0);
    }

    private static OperationRequest request(String operation, String ip) {
        return request("web", AGENT, operation, 0, ip);
    }

    private String ipOfStop() {
        return starts.applied(request("stop", "of the CIB")).parameters().get("ip");
    }

    @ParameterizedTest
    @CsvSource({
        "start, DONE, 0, used",
        "start, DONE, 1, of the CIB",
        "start, TIMED_OUT, 1, of the CIB",
        "reload, DONE, 0, used",
        "reload-agent, DONE, 0, used",
        "migrate_from, DONE, 0, used",
        "monitor, DONE, 0, used",
        "monitor, DONE, 8, used",
        "monitor, DONE, 190, used",
        "monitor, DONE, 7, of the CIB",
        "promote, DONE, 0, of the CIB",
    })
    void remembersWhatBroughtTheResourceUp(String operation, ExecutionStatus status, int exitCode, String expected) {
        starts.learn(request(operation, "used"), status, exitCode);

        assertEquals(expected, ipOfStop());
    }

    @Test
    void onlyAStopGetsThem() {
        starts.learn(request("start", "old"), ExecutionStatus.DONE, 0);

        assertEquals("new", starts.applied(request("monitor", "new")).parameters().get("ip"));
    }

    @Test
    void aProbeThatFindsNothingChangesNothing() {
        starts.learn(request("start", "old"), ExecutionStatus.DONE, 0);

        starts.learn(request("monitor", "new"), ExecutionStatus.DONE, 7);

        assertEquals("old", ipOfStop());
    }

    @Test
    void aRecurringMonitorChangesNothing() {
        starts.learn(request("start", "old"), ExecutionStatus.DONE, 0);

        starts.learn(request("web", AGENT, "monitor", 10, "new"), ExecutionStatus.DONE, 0);

        assertEquals("old", ipOfStop());
    }

    @Test
    void aSuccessfulStopEndsTheMemory() {
        starts.learn(request("start", "old"), ExecutionStatus.DONE, 0);

        starts.learn(request("stop", "old"), ExecutionStatus.DONE, 0);

        assertEquals("of the CIB", ipOfStop());
    }

    @Test
    void anotherAgentDoesNotGetThem() {
        starts.learn(request("start", "old"), ExecutionStatus.DONE, 0);

        var stop = starts.applied(request("web", new AgentId("ocf", "heartbeat", "IPaddr2"), "stop", 0, "new"));

        assertEquals("new", stop.parameters().get("ip"));
    }

    @Test
    void surviveARestart() throws IOException {
        String nasty = "äöü \n= : # \\ '\" $(x)";
        starts.learn(request("r:1/../x %", AGENT, "start", 0, nasty), ExecutionStatus.DONE, 0);

        open();

        assertEquals(nasty, starts.applied(request("r:1/../x %", AGENT, "stop", 0, "new")).parameters().get("ip"));
    }

    @Test
    void aDamagedFileCostsOnlyItself() throws IOException {
        starts.learn(request("start", "old"), ExecutionStatus.DONE, 0);
        Files.writeString(directory.resolve("last-start/db.start"), "class=\n\\u00zz");

        open();

        assertEquals("old", ipOfStop());
    }
}
