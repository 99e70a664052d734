package io.systole.lrm.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.operation.ExecutionStatus;
import io.systole.lrm.process.ProcessEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodesTest {
    private static ProcessEnd.Exited exit(int code) {
        return new ProcessEnd.Exited(code, "", "");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 2", "3, 3", "4, 4", "5, 5", "6, 6", "7, 7", "8, 8", "9, 9", "10, 1", "102, 1", "126, 1", "127, 1",
        "189, 1", "190, 190", "191, 191", "192, 1", "255, 1"})
    void ofOcfAgents(int answered, int meant) {
        Verdict verdict = ExitCodes.ocf(exit(answered));

        assertEquals(meant, verdict.exitCode());
        assertEquals(ExecutionStatus.DONE, verdict.status());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 7", "2, 7", "3, 7", "4, 1", "5, 1", "150, 1"})
    void ofLsbStatus(int answered, int meant) {
        assertEquals(meant, ExitCodes.lsbStatus(exit(answered)).exitCode());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 2", "3, 3", "4, 4", "5, 5", "6, 6", "7, 7", "8, 1", "255, 1"})
    void ofLsbActions(int answered, int meant) {
        assertEquals(meant, ExitCodes.lsbAction(exit(answered)).exitCode());
    }

    @ParameterizedTest
    @CsvSource({"129, 1", "137, 9", "143, 15"})
    void ofADeathBySignal(int answered, int signal) {
        Verdict verdict = ExitCodes.ocf(exit(answered));

        assertEquals(new Verdict(ExecutionStatus.ERROR, 1, "interrupted by signal " + signal, ""), verdict);
    }

    @Test
    void theAgentsOwnReasonIsPreferred() {
        Verdict verdict = ExitCodes.ocf(new ProcessEnd.Exited(127, "", "ocf-exit-reason:mysqld is not installed\n"));

        assertEquals("mysqld is not installed", verdict.reason());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ocf-exit-reason:one | one",
        "ocf-exit-reason:one\\nocf-exit-reason:two\\n | two",
        "noise\\nocf-exit-reason: spaced \\nnoise | spaced",
        "see ocf-exit-reason:inside a line | ''",
        "'' | ''",
    })
    void theReasonIsTheLastMarkedLine(String errors, String reason) {
        assertEquals(reason, ExitReason.of(errors.replace("\\n", "\n")));
    }
}
