package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.agents.Yard.Ran;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ocf:systole:ping} with a neighbour that answers and an address that nobody has. */
class PingIT {
    private Yard yard;
    private Told told;

    @BeforeEach
    void open() {
        yard = Yard.open("ping");
        told = new Told(yard);
    }

    @AfterEach
    void close() {
        if (yard != null) {
            yard.close();
        }
    }

    private Ran run(String action, String hosts, Map<String, String> more) {
        Map<String, String> parameters = new TreeMap<>(Map.of("host_list", hosts, "multiplier", "100", "timeout", "1", "attempts", "1"));
        parameters.putAll(more);
        return yard.resource("ping", parameters).run(action, told.environment());
    }

    @Test
    void countsTheHostsThatAnswerAndTellsTheCluster() {
        assertEquals(7, run("monitor", "10.9.0.2", Map.of()).code());
        assertEquals(0, run("start", "10.9.0.2 fd09::2 10.9.0.99", Map.of()).code());
        assertEquals(List.of("attrd_updater -n pingd -U 200 -d 5s"), told.lines());

        yard.sh("ip -n peer link set eth1 down");
        Ran monitored = run("monitor", "10.9.0.2 fd09::2 10.9.0.99", Map.of());
        assertEquals(0, monitored.code(), monitored.output());
        assertEquals("test-ping: info: 0 of 3 hosts answer; silent: 10.9.0.2 fd09::2 10.9.0.99", monitored.output().strip());
        assertEquals(List.of("attrd_updater -n pingd -U 0 -d 5s"), told.lines());

        assertEquals(0, run("stop", "10.9.0.2", Map.of()).code());
        assertEquals(List.of("attrd_updater -n pingd -D"), told.lines());
        assertEquals(7, run("monitor", "10.9.0.2", Map.of()).code());
    }

    @Test
    void failsBelowTheFailureScoreAndNamesWhoIsSilent() {
        Ran started = run("start", "10.9.0.2 10.9.0.99", Map.of("failure_score", "101", "name", "gateways"));

        assertEquals(1, started.code());
        assertEquals("only 1 of 2 hosts answer, so gateways is 100 and failure_score 101; silent: 10.9.0.99; look at this node's "
            + "cable, switch and routes", started.reason());
        assertEquals(List.of("attrd_updater -n gateways -U 100 -d 5s"), told.lines());
    }

    @Test
    void aProbeAsksNobodyAndAChangedDampeningIsTaken() {
        run("start", "10.9.0.2", Map.of());
        told.lines();

        Ran probed = yard.resource("ping", Map.of("host_list", "10.9.0.99")).run("monitor", Map.of("OCF_RESKEY_CRM_meta_interval", "0"));
        assertEquals(0, probed.code(), probed.output());
        assertEquals(0, run("reload-agent", "10.9.0.2", Map.of("dampen", "9s")).code());
        assertEquals(List.of("attrd_updater -n pingd -Y -d 9s", "attrd_updater -n pingd -U 100 -d 9s"), told.lines());
    }

    @Test
    void aClusterThatCannotBeToldIsNoFailure() {
        told.tool("attrd_updater", "echo no daemon here; exit 1");

        Ran started = run("start", "10.9.0.2", Map.of());

        assertEquals(0, started.code());
        assertEquals("test-ping: warning: could not tell the cluster (attrd_updater -n pingd -U 100 -d 5s): no daemon here",
            started.output().lines().reduce((first, last) -> last).orElse(""));
    }

    @Test
    void tellsWhatIsWrongWithTheParameters() {
        assertMistake("parameter host_list is missing; add host_list=\"<address of the gateway>\"", " ", Map.of());
        assertMistake("host_list=\"a,b\": hosts are separated by blanks, not by , or ;", "a,b", Map.of());
        assertMistake("host_list=\"a -f\": no host begins with -; options of ping belong into options", "a -f", Map.of());
        assertMistake("dampen=\"soon\" is not a time; write for example 5s or 500ms", "a", Map.of("dampen", "soon"));
        assertMistake("attempts=0 would ask nobody; write 1 or more", "a", Map.of("attempts", "0"));
        assertMistake("multiplier=\"1.5\" is not a whole number; write for example 100 or -100", "a", Map.of("multiplier", "1.5"));
        assertMistake("name=\"my ping\" is not the name of an attribute; use letters, digits, and the signs - _ .", "a",
            Map.of("name", "my ping"));
    }

    private void assertMistake(String reason, String hosts, Map<String, String> more) {
        Ran validated = run("validate-all", hosts, more);
        assertEquals(reason, validated.reason());
        assertEquals(6, validated.code());
    }
}
