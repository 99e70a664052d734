package io.systole.core.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Cib;
import io.systole.core.cib.ResourceId;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.fencing.FencingAction;
import io.systole.core.fencing.FencingRecord;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.operation.OperationResult;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which alert programs are run for which event, and with which variables. */
class AlertDeskTest {
    private static final NodeName N1 = new NodeName("n1");
    private static final NodeName N2 = new NodeName("n2");
    private static final Instant NOW = Instant.parse("2026-11-26T03:04:05.006007Z");
    private static final AlertEvent JOINED = new AlertEvent.NodeChange(N2, "2", true);
    private static final AlertEvent FENCED = new AlertEvent.FencingEnd(fencing(FencingRecord.State.DONE, FencingRecord.DONE, "p on n1"));
    private static final AlertEvent STARTED = new AlertEvent.OperationEnd(N1, result("start", 0, ExecutionStatus.DONE, 0, 0));
    private static final AlertEvent WRITTEN = new AlertEvent.AttributeChange(N2, "2", "ping", "3");

    private final AlertDesk desk = new AlertDesk("9.8.7", ZoneOffset.UTC);

    private static Cib cib(String alerts) {
        return CibReader.cib("<cib><configuration><alerts>" + alerts + "</alerts></configuration><status/></cib>");
    }

    private List<AlertCall> calls(AlertEvent event, String alerts) {
        return desk.calls(event, cib(alerts), NOW);
    }

    private SortedMap<String, String> variables(AlertEvent event) {
        return calls(event, "<alert id='a' path='/a'><select><select_nodes/><select_fencing/><select_resources/><select_attributes/>"
                + "</select></alert>").getFirst().environment();
    }

    private String recipients(AlertEvent event, String alerts) {
        return calls(event, alerts).stream().map(call -> call.environment().get("CRM_alert_recipient")).collect(Collectors.joining(" "));
    }

    private static SortedMap<String, String> expected(String... namesAndValues) {
        SortedMap<String, String> all = new TreeMap<>(Map.of("CRM_alert_version", "9.8.7", "CRM_alert_recipient", "",
                "CRM_alert_node_sequence", "1", "CRM_alert_timestamp", "03:04:05.006007", "CRM_alert_timestamp_epoch", "1795662245",
                "CRM_alert_timestamp_usec", "006007"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put("CRM_alert_" + namesAndValues[i], namesAndValues[i + 1]);
        }
        return all;
    }

    private static OperationResult result(String operation, int seconds, ExecutionStatus status, int code, int expected) {
        var key = new OperationKey(new ResourceId("vip"), operation, Duration.ofSeconds(seconds));
        var request = new OperationRequest(key, new AgentId("ocf", "systole", "IPaddr"), Duration.ofSeconds(20), Duration.ZERO,
                new TreeMap<>(), new TreeMap<>(), "1:2:" + expected + ":u", expected);
        return new OperationResult(request, 7, status, code, "because", "", NOW, Duration.ofMillis(97), Duration.ZERO, new TreeMap<>());
    }

    private static AlertEvent ended(String operation, int seconds, ExecutionStatus status, int code, int expected) {
        return new AlertEvent.OperationEnd(N1, result(operation, seconds, status, code, expected));
    }

    private static FencingRecord fencing(FencingRecord.State state, int status, String reason) {
        return new FencingRecord("r-1", N2, FencingAction.REBOOT, state == FencingRecord.State.DONE ? "n1" : "", "systoled", N1, N1, state,
                Optional.of(NOW), status, "n2 is lost", reason);
    }

    @Test
    void aNodeAlertHasTheseVariables() {
        assertEquals(expected("kind", "node", "node", "n2", "nodeid", "2", "desc", "member"), variables(JOINED));
    }

    @Test
    void aLostNodeWithoutNumberHasTheseVariables() {
        assertEquals(expected("kind", "node", "node", "n2", "nodeid", "0", "desc", "lost"),
                variables(new AlertEvent.NodeChange(N2, "", false)));
    }

    @Test
    void aFencingAlertHasTheseVariables() {
        assertEquals(expected("kind", "fencing", "node", "n2", "task", "reboot", "rc", "0",
                "desc", "Operation reboot of n2 by n1 for systoled@n1: OK (ref=r-1)"), variables(FENCED));
    }

    @Test
    void aFencingThatFailedSaysHow() {
        SortedMap<String, String> late = variables(new AlertEvent.FencingEnd(
                fencing(FencingRecord.State.FAILED, FencingRecord.TIMED_OUT, "p hangs")));
        SortedMap<String, String> none = variables(new AlertEvent.FencingEnd(
                fencing(FencingRecord.State.FAILED, FencingRecord.NO_DEVICE, "nobody can")));
        SortedMap<String, String> error = variables(new AlertEvent.FencingEnd(
                fencing(FencingRecord.State.FAILED, FencingRecord.ERROR, "")));

        assertEquals("Operation reboot of n2 by the cluster for systoled@n1: Timed out (p hangs) (ref=r-1)", late.get("CRM_alert_desc"));
        assertEquals("-62", late.get("CRM_alert_rc"));
        assertEquals("Operation reboot of n2 by the cluster for systoled@n1: No fence device (nobody can) (ref=r-1)",
                none.get("CRM_alert_desc"));
        assertEquals("-19", none.get("CRM_alert_rc"));
        assertEquals("Operation reboot of n2 by the cluster for systoled@n1: Error (ref=r-1)", error.get("CRM_alert_desc"));
        assertEquals("-61", error.get("CRM_alert_rc"));
    }

    @Test
    void aResourceAlertHasTheseVariables() {
        assertEquals(expected("kind", "resource", "node", "n1", "rsc", "vip", "task", "monitor", "interval", "10000", "target_rc", "0",
                "status", "0", "rc", "7", "exec_time", "97", "desc", "Not running"),
                variables(ended("monitor", 10, ExecutionStatus.DONE, 7, 0)));
    }

    @Test
    void aResourceAlertOfWhatWasNotDoneSaysWhy() {
        assertEquals("Timed out", variables(ended("stop", 0, ExecutionStatus.TIMED_OUT, 1, 0)).get("CRM_alert_desc"));
        assertEquals("2", variables(ended("stop", 0, ExecutionStatus.TIMED_OUT, 1, 0)).get("CRM_alert_status"));
        assertEquals("Cancelled", variables(ended("monitor", 10, ExecutionStatus.CANCELLED, 0, 0)).get("CRM_alert_desc"));
        assertEquals("Not running", variables(ended("monitor", 10, ExecutionStatus.ERROR, 7, 0)).get("CRM_alert_desc"));
        assertEquals("Error", variables(ended("start", 0, ExecutionStatus.ERROR, 1, 0)).get("CRM_alert_desc"));
    }

    @Test
    void anAttributeAlertHasTheseVariables() {
        assertEquals(expected("kind", "attribute", "node", "n2", "nodeid", "2", "attribute_name", "ping", "attribute_value", "3"),
                variables(WRITTEN));
    }

    @Test
    void probesThatFindWhatIsExpectedAndDescriptionsAreNoNews() {
        String alert = "<alert id='a' path='/a'/>";

        assertEquals(0, calls(ended("monitor", 0, ExecutionStatus.DONE, 7, 7), alert).size());
        assertEquals(1, calls(ended("monitor", 0, ExecutionStatus.DONE, 0, 7), alert).size());
        assertEquals(1, calls(ended("monitor", 10, ExecutionStatus.DONE, 0, 0), alert).size());
        assertEquals(0, calls(ended("meta-data", 0, ExecutionStatus.DONE, 0, 0), alert).size());
    }

    @Test
    void withoutSelectAnAlertGetsAllButAttributes() {
        String alerts = "<alert id='a' path='/a'/><alert id='b' path='/b'><select/></alert>";

        assertEquals(List.of(2, 2, 2, 0), List.of(JOINED, FENCED, STARTED, WRITTEN).stream()
                .map(event -> calls(event, alerts).size()).toList());
    }

    @Test
    void selectTellsWhatAnAlertGets() {
        String alerts = """
                <alert id='n' path='/a'><select><select_nodes/></select><recipient id='n1' value='nodes'/></alert>
                <alert id='f' path='/a'><select><select_fencing/></select><recipient id='f1' value='fencing'/></alert>
                <alert id='r' path='/a'><select><select_resources/></select><recipient id='r1' value='resources'/></alert>
                <alert id='a' path='/a'><select><select_attributes/></select><recipient id='a1' value='attributes'/></alert>
                <alert id='p' path='/a'><select><select_attributes><attribute id='p2' name='ping'/></select_attributes></select>
                  <recipient id='p1' value='ping'/></alert>
                <alert id='s' path='/a'><select><select_attributes><attribute id='s2' name='standby'/></select_attributes></select>
                  <recipient id='s1' value='standby'/></alert>
                """;

        assertEquals("nodes", recipients(JOINED, alerts));
        assertEquals("fencing", recipients(FENCED, alerts));
        assertEquals("resources", recipients(STARTED, alerts));
        assertEquals("attributes ping", recipients(WRITTEN, alerts));
    }

    @Test
    void eachRecipientHasACallAndALaneOfItsOwnAndGoesOnFromTheAlertsOptions() {
        List<AlertCall> calls = calls(JOINED, """
                <alert id='a' path='/opt/a.sh'>
                  <meta_attributes id='m'><nvpair id='m1' name='timeout' value='5s'/>
                    <nvpair id='m2' name='timestamp-format' value='%s'/></meta_attributes>
                  <instance_attributes id='i'><nvpair id='i1' name='sender' value='root'/><nvpair id='i2' name='level' value='1'/>
                  </instance_attributes>
                  <recipient id='one' value='x@y'/>
                  <recipient id='two' value='z'>
                    <meta_attributes id='m3'><nvpair id='m4' name='timeout' value='nonsense'/>
                      <nvpair id='m5' name='timestamp-format' value='%Y'/></meta_attributes>
                    <instance_attributes id='i3'><nvpair id='i4' name='level' value='2'/></instance_attributes>
                  </recipient>
                </alert>
                """);

        AlertCall one = calls.get(0);
        AlertCall two = calls.get(1);
        assertEquals(2, calls.size());
        assertEquals("/opt/a.sh", one.path());
        assertEquals(List.of("a one", "a to x@y", "node alert 1"), List.of(one.lane(), one.name(), one.event()));
        assertEquals(List.of("a two", "a to z", "node alert 2"), List.of(two.lane(), two.name(), two.event()));
        assertEquals(Duration.ofSeconds(5), one.timeout());
        assertEquals(Duration.ofSeconds(30), two.timeout());
        assertEquals("1795662245", one.environment().get("CRM_alert_timestamp"));
        assertEquals("2026", two.environment().get("CRM_alert_timestamp"));
        assertEquals(List.of("root", "1"), List.of(one.environment().get("sender"), one.environment().get("level")));
        assertEquals(List.of("root", "2"), List.of(two.environment().get("sender"), two.environment().get("level")));
    }

    @Test
    void whatIsDisabledIsNotCalled() {
        String off = "<meta_attributes id='%s'><nvpair id='%s-e' name='enabled' value='%s'/></meta_attributes>";
        String alerts = "<alert id='a' path='/a'>" + off.formatted("m", "m", "false") + "<recipient id='r' value='never'>"
                + off.formatted("n", "n", "true") + "</recipient></alert><alert id='b' path='/b'><recipient id='s' value='off'>"
                + off.formatted("o", "o", "no") + "</recipient><recipient id='t' value='on'>" + off.formatted("p", "p", "1")
                + "</recipient></alert><alert id='c' path='/c'><recipient id='u' value='only'>" + off.formatted("q", "q", "0")
                + "</recipient></alert>";

        assertEquals("on", recipients(JOINED, alerts));
    }

    @Test
    void rulesOfOptionsAreAskedAtTheMomentOfTheEvent() {
        String alerts = """
                <alert id='a' path='/a'>
                  <meta_attributes id='night' score='2'>
                    <rule id='r' score='0'><date_expression id='d' operation='date_spec'><date_spec id='s' hours='0-5'/></date_expression>
                    </rule><nvpair id='e' name='timeout' value='7s'/></meta_attributes>
                  <meta_attributes id='day'><nvpair id='f' name='timeout' value='9s'/></meta_attributes>
                </alert>
                """;

        assertEquals(Duration.ofSeconds(7), calls(JOINED, alerts).getFirst().timeout());
        assertEquals(Duration.ofSeconds(9), desk.calls(JOINED, cib(alerts), NOW.plus(Duration.ofHours(9))).getFirst().timeout());
    }

    @Test
    void numbersGrowFromCallToCallAndCannotBeSetByTheConfiguration() {
        String alert = "<alert id='a' path='/a'><instance_attributes id='i'><nvpair id='j' name='CRM_alert_node_sequence' value='x'/>"
                + "</instance_attributes></alert>";

        assertEquals("1", calls(JOINED, alert).getFirst().environment().get("CRM_alert_node_sequence"));
        assertEquals("2", calls(FENCED, alert).getFirst().environment().get("CRM_alert_node_sequence"));
    }

    @Test
    void anAttributeThatCanBeNoVariableIsLeftOut() {
        SortedMap<String, String> variables = calls(JOINED, "<alert id='a' path='/a'><instance_attributes id='i'>"
                + "<nvpair id='j' name='a=b' value='x'/><nvpair id='k' name='c' value='two&#10;lines'/></instance_attributes></alert>")
                .getFirst().environment();

        assertTrue(variables.keySet().stream().noneMatch(name -> name.contains("=")), variables::toString);
        assertEquals("two\nlines", variables.get("c"));
    }
}
