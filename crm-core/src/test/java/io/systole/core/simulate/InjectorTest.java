package io.systole.core.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class InjectorTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_767_268_800);

    private static final String XML = """
            <cib validate-with="pacemaker-4.0" have-quorum="1">
              <configuration>
                <crm_config>
                  <cluster_property_set id="o"><nvpair id="o1" name="fencing-enabled" value="false"/></cluster_property_set>
                </crm_config>
                <nodes><node id="1" uname="n1"/><node id="2" uname="n2"/></nodes>
                <resources><primitive id="web" class="ocf" provider="systole" type="Dummy"/></resources>
                <constraints/>
              </configuration>
              <status>
                <node_state id="1" uname="n1" in_ccm="true" crmd="online" join="member" expected="member">
                  <transient_attributes id="1"/>
                  <lrm id="1"><lrm_resources/></lrm>
                </node_state>
              </status>
            </cib>""";

    private static Injector.Result inject(Injection... injections) {
        return Injector.apply(ClusterSnapshot.of(CibReader.cib(XML), NOW, ZoneOffset.UTC), List.of(injections), NOW);
    }

    private static Element state(Cib cib, String node) {
        return cib.status().children("node_state").stream().filter(each -> node.equals(each.get("uname"))).findFirst().orElseThrow();
    }

    private static Element entry(Cib cib, String id) {
        return cib.status().tree().filter(each -> id.equals(each.id())).findFirst().orElseThrow();
    }

    @Test
    void quorumIsAnAttributeOfTheRoot() {
        assertEquals("0", inject(new Injection.Quorum("0")).cib().root().get("have-quorum"));
    }

    @Test
    void aWatchdogIsAPropertyBesideTheOthers() {
        Element set = inject(new Injection.Watchdog("true")).cib().section("crm_config").child("cluster_property_set").orElseThrow();

        assertEquals("true", set.children("nvpair").getLast().get("value"));
        assertEquals(2, set.children().size());
    }

    @Test
    void aNodeThatComesUpGetsAStateAndAnEntryIfItIsNew() {
        Cib cib = inject(new Injection.NodeUp("n3"), new Injection.NodeUp("n2")).cib();

        assertEquals("online", state(cib, "n3").get("crmd"));
        assertEquals("2", state(cib, "n2").id());
        assertEquals(List.of("n1", "n2", "n3"), cib.section("nodes").children().stream().map(each -> each.get("uname")).toList());
    }

    @Test
    void aNodeThatIsTakenOfflineLosesItsHistoryAndAttributes() {
        Element state = state(inject(new Injection.NodeDown("n1")).cib(), "n1");

        assertEquals("down", state.get("expected"));
        assertTrue(state.children().isEmpty());
    }

    @Test
    void aNodeThatFailsKeepsItsHistoryAndIsStillExpected() {
        Element state = state(inject(new Injection.NodeFail("n1")).cib(), "n1");

        assertEquals("false", state.get("in_ccm"));
        assertEquals("member", state.get("expected"));
        assertEquals(2, state.children().size());
    }

    @Test
    void aNodeThatNobodyKnowsIsRefusedInASentence() {
        Injector.Result result = inject(new Injection.NodeFail("n9"));

        assertEquals(new Injector.Event.Refused("There is no node n9; -u n9 would make one"), result.events().getLast());
        assertEquals(CibReader.cib(XML), result.cib());
    }

    @Test
    void ticketsAreGrantedRevokedAndPutOnStandby() {
        Cib cib = inject(new Injection.TicketGrant("a"), new Injection.TicketRevoke("b"), new Injection.TicketStandby("a"),
                new Injection.TicketGrant("c"), new Injection.TicketStandby("c"), new Injection.TicketActivate("c")).cib();

        List<String> tickets = cib.status().child("tickets").orElseThrow().children().stream()
                .map(each -> each.id() + " " + each.get("granted") + " " + each.get("standby")).toList();
        assertEquals(List.of("a true true", "b false null", "c true false"), tickets);
    }

    @Test
    void aFailedMonitorLeavesAnEntryAndAFailCountThatGrows() {
        var failure = new Injection.Operation("web_monitor_10000@n1=7");

        Cib cib = inject(failure, failure).cib();

        Element entry = entry(cib, "web_last_failure_0");
        assertEquals("7", entry.get("rc-code"));
        assertEquals("2", entry.get("call-id"));
        assertEquals("2:-1:0:xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", entry.get("transition-key"));
        assertEquals("Simulated action result", entry.get("exit-reason"));
        assertEquals("2", entry(cib, "status-1-fail-count-web.monitor_10000").get("value"));
        assertEquals("1767268800", entry(cib, "status-1-last-failure-web.monitor_10000").get("value"));
    }

    @Test
    void aFailedStopCountsAsInfinity() {
        Cib cib = inject(new Injection.Operation("web_stop_0@n1=1")).cib();

        assertEquals("INFINITY", entry(cib, "status-1-fail-count-web.stop_0").get("value"));
    }

    @Test
    void aProbeThatFindsNothingIsNoFailure() {
        Injector.Result result = inject(new Injection.Operation("web_monitor_0@n1=7"));

        assertEquals(1, result.events().size(), result.events().toString());
        assertEquals("7", entry(result.cib(), "web_last_0").get("rc-code"));
    }

    @Test
    void whatIsNoOperationIsRefusedByItsFields() {
        assertEquals("Invalid operation spec: web@n1.  Only found 2 fields", refusal("web@n1"));
        assertEquals("Invalid operation spec: web.  Only found 1 fields", refusal("web"));
        assertEquals("Invalid operation spec: web@n1=1.  An operation is written RESOURCE_TASK_INTERVAL", refusal("web@n1=1"));
        assertEquals("Invalid resource name: db", refusal("db_start_0@n1=1"));
    }

    private static String refusal(String text) {
        return ((Injector.Event.Refused) inject(new Injection.Operation(text)).events().getLast()).sentence();
    }
}
