package io.systole.lrm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Secrets do not come into logs and status by what agents say. */
class AgentWordsTest {
    private static OperationRequest start(Map<String, String> parameters) {
        return new OperationRequest(OperationKey.once(new ResourceId("db"), "start"), new AgentId("ocf", "test", "db"), Duration.ZERO,
                Duration.ZERO, new TreeMap<>(parameters), new TreeMap<>(), "", 0);
    }

    private static String shown(String text, Map<String, String> parameters, String privateNames) {
        return AgentWords.withoutSecrets(text, start(parameters), new TreeMap<>(Map.of("op-secure-params", privateNames)));
    }

    @Test
    void whatTheAgentCallsPrivateIsHidden() {
        assertEquals("cannot log in with ******** at 10.0.0.1",
                shown("cannot log in with geheim at 10.0.0.1", Map.of("key", "geheim", "ip", "10.0.0.1"), "  key  token  "));
    }

    @Test
    void aPasswordIsHiddenWhateverTheMetaDataSay() {
        assertEquals("bad: ******** ********", AgentWords.withoutSecrets("bad: geheim verborgen",
                start(Map.of("Test_Passwd", "geheim", "replication_password", "verborgen")), new TreeMap<>()));
    }

    @Test
    void aSecretInsideAnotherDoesNotUncoverIt() {
        assertEquals("******** and ********", shown("geheimnis and geheim", Map.of("a", "geheim", "b", "geheimnis"), " a b "));
    }

    @Test
    void aUserNameAndVeryShortValuesStayReadable() {
        assertEquals("mysql says no", shown("mysql says no", Map.of("user", "mysql", "password", "no"), " password user "));
    }

    @Test
    void noByteOfAnAgentCommandsATerminalOrBreaksTheCib() {
        String said = "\u001b[2J bell\u0007 zero\u0000 \u009b1m\ttab\r\nnext";

        assertEquals("\uFFFD[2J bell\uFFFD zero\uFFFD \uFFFD1m\ttab\uFFFD\nnext",
                AgentWords.output(said, start(Map.of()), new TreeMap<>()));
        assertEquals("\uFFFD[2J bell\uFFFD zero\uFFFD \uFFFD1m\ttab\uFFFD next",
                AgentWords.reason(said, start(Map.of()), new TreeMap<>()));
    }

    @Test
    void aReasonHasAnEnd() {
        String reason = AgentWords.reason("x".repeat(100_000), start(Map.of()), new TreeMap<>());

        assertEquals("x".repeat(1000) + "…", reason);
    }

    @Test
    void eachLineForTheLogNamesTheOperation() {
        assertEquals(List.of("db_start_0 (call 7) said: first", "db_start_0 (call 7) said:   second"),
                AgentWords.lines("first\n\n  second\n", start(Map.of()), 7).toList());
    }
}
