package io.systole.lrm.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.process.ProcessEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemdUnitsTest {
    private final SystemdUnits units = new SystemdUnits(
            Path.of("/bin/true"), Path.of("/"), new AgentEnvironment(AgentPlaces.defaults(new NodeName("n1"))));

    private static OperationRequest request(String operation, String unit) {
        return new OperationRequest(OperationKey.once(new ResourceId("web"), operation), new AgentId("systemd", "", unit),
                Duration.ofSeconds(20), Duration.ZERO, new TreeMap<>(), new TreeMap<>(), "key", 0);
    }

    private List<String> arguments(String operation, String unit) {
        return assertInstanceOf(AgentClass.Plan.Run.class, units.plan(request(operation, unit))).command().arguments();
    }

    @Test
    void aPlainNameIsAService() {
        assertEquals(List.of("start", "--no-ask-password", "--", "apache2.service"), arguments("start", "apache2"));
    }

    @Test
    void otherKindsOfUnitsKeepTheirName() {
        assertEquals(List.of("stop", "--no-ask-password", "--", "srv.mount"), arguments("stop", "srv.mount"));
    }

    @Test
    void aMonitorAsksForTheState() {
        assertEquals(List.of("show", "--property=LoadState,ActiveState", "--", "apache2.service"), arguments("monitor", "apache2"));
    }

    @ParameterizedTest
    @CsvSource({"active, 0", "reloading, 0", "activating, 0", "deactivating, 0", "inactive, 7", "failed, 7"})
    void theStateTellsWhetherItRuns(String state, int exitCode) {
        var end = new ProcessEnd.Exited(0, "LoadState=loaded\nActiveState=" + state + "\n", "");

        assertEquals(exitCode, units.interpret(request("monitor", "apache2"), end).exitCode());
    }

    @Test
    void anUnknownUnitIsNotInstalled() {
        var end = new ProcessEnd.Exited(0, "LoadState=not-found\nActiveState=inactive\n", "");

        Verdict verdict = units.interpret(request("monitor", "apache2"), end);

        assertEquals(ExecutionStatus.NOT_INSTALLED, verdict.status());
        assertEquals(5, verdict.exitCode());
    }

    @ParameterizedTest
    @CsvSource({"start, 0, DONE, 0", "start, 5, NOT_INSTALLED, 5", "start, 1, ERROR, 1", "stop, 0, DONE, 0", "stop, 5, DONE, 0",
        "stop, 1, ERROR, 1"})
    void startAndStopAreUnderstood(String operation, int answered, ExecutionStatus status, int exitCode) {
        Verdict verdict = units.interpret(request(operation, "apache2"), new ProcessEnd.Exited(answered, "", ""));

        assertEquals(status, verdict.status());
        assertEquals(exitCode, verdict.exitCode());
    }
}
