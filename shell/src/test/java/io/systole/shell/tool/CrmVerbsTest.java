package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.client.AgentLibrary;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words of {@code crm} that are one call of another tool, and small ones of {@code configure}. */
class CrmVerbsTest {
    private static final String CIB = """
            <cib validate-with="pacemaker-3.9" have-quorum="1"><configuration><crm_config><cluster_property_set id="o">
              <nvpair id="o1" name="stonith-enabled" value="off"/><nvpair id="o2" name="mine" value="7"/></cluster_property_set>
              </crm_config>
              <nodes><node id="1" uname="n1"/><node id="2" uname="n2"/></nodes>
              <resources><primitive id="web" class="ocf" provider="systole" type="Dummy"/>
                <group id="g"><meta_attributes id="g-meta"><nvpair id="g-p" name="priority" value="5"/></meta_attributes>
                  <primitive id="a" class="ocf" provider="systole" type="Dummy"/>
                  <primitive id="b" class="ocf" provider="systole" type="Dummy"/>
                </group>
                <clone id="c"><primitive id="each" class="ocf" provider="systole" type="Dummy"/></clone></resources>
              <constraints/></configuration>
            <status><node_state id="1" uname="n1" in_ccm="true" crmd="online" join="member" expected="member">
              <transient_attributes id="1"><instance_attributes id="status-1">
                <nvpair id="f" name="fail-count-web#start_0" value="INFINITY"/>
                <nvpair id="f2" name="fail-count-web#monitor_10000" value="2"/></instance_attributes></transient_attributes>
              <lrm id="1"><lrm_resources><lrm_resource id="web" class="ocf" provider="systole" type="Dummy">
              <lrm_rsc_op id="web_last_0" operation_key="web_start_0" operation="start" call-id="5" rc-code="0" op-status="0" interval="0"
                transition-key="1:2:0:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
                transition-magic="0:0;1:2:0:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"/></lrm_resource></lrm_resources></lrm></node_state>
            </status></cib>""";

    private final FakeCluster cluster = new FakeCluster(CibReader.cib(CIB.getBytes(StandardCharsets.UTF_8)));
    private final Tools tools = new Tools(new ToolContext(cluster, AgentLibrary.NONE, Optional.empty(),
            InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z")), ZoneOffset.UTC));

    private ToolResult crm(String... words) {
        return tools.run(ToolCall.of("crm", words.length == 1 ? words[0].split(" ") : words));
    }

    private Optional<String> value(String owner, String set, String name) {
        return cluster.cib.byId(owner).orElseThrow().children(set).stream().flatMap(each -> each.children("nvpair").stream())
                .filter(pair -> name.equals(pair.get("name"))).map(pair -> pair.get("value", "")).findFirst();
    }

    @ParameterizedTest
    @CsvSource({"param,instance_attributes", "meta,meta_attributes", "utilization,utilization"})
    void aPairOfAResourceIsSetShownAndDeleted(String verb, String set) {
        ToolResult made = crm("resource", verb, "web", "set", "colour", "light -red");
        assertEquals(0, made.exitCode(), made.errors());
        assertEquals(Optional.of("light -red"), value("web", set, "colour"));

        assertEquals(new ToolResult(0, "light -red\n", ""), crm("resource", verb, "web", "show", "colour"));

        ToolResult gone = crm("resource", verb, "web", "delete", "colour");
        assertEquals(0, gone.exitCode(), gone.errors());
        assertEquals(Optional.empty(), value("web", set, "colour"));
        ToolResult none = crm("resource", verb, "web", "show", "colour");
        assertEquals(1, none.exitCode());
        assertTrue(none.errors().contains("'colour' not found for 'web'"), none.errors());
    }

    @Test
    void aMetaAttributeOfWhatIsClonedIsThatOfTheCloneAndAGroupsHoldsForItsMembers() {
        assertEquals(0, crm("resource meta each set target-role Stopped").exitCode());

        assertEquals(Optional.of("Stopped"), value("c", "meta_attributes", "target-role"));
        assertEquals("5\n", crm("resource meta a show priority").output());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "resource param web|write: param RESOURCE show|delete NAME | RESOURCE set NAME VALUE",
        "resource param web set colour|write: param ",
        "resource param web show colour red|write: param ",
        "resource param web paint colour|write: param ",
        "resource param wen show colour|there is no resource \"wen\"; did you mean \"web\"?",
        "resource failcount web|write: failcount ",
        "resource failcount web set n1 many|\"many\" is no fail count",
        "resource failcount web set n2 3|web has not failed on n2, so say which operation is meant",
        "resource failcount web set n1 3 monitor often|\"often\" is no interval",
        "resource operations web n1 more|write: operations [RESOURCE [NODE]]",
        "resource maintenance|write: maintenance RESOURCE",
        "resource maintenance web maybe|write: maintenance RESOURCE",
        "maintenance on web a|write: on [RESOURCE]",
        "node attribute n1 set rack|write: attribute NODE",
        "configure get_property|write: get_property",
        "configure get_property maintenance-mod|no cluster option \"maintenance-mod\"",
        "configure modgroup web add a|web is a primitive, not a group",
        "configure modgroup g add a|a is in g already",
        "configure modgroup g add each|the resource \"each\" is in clone \"c\" already",
        "configure modgroup g add web after each|each is no member of g; its members are a, b",
        "configure modgroup g remove web|web is no member of g",
        "configure modgroup g add web behind a|write: modgroup"})
    void whatIsWrongIsOneSentenceAndChangesNothing(String line, String sentence) {
        Cib before = cluster.cib;

        ToolResult result = crm(line);

        assertEquals(1, result.exitCode());
        assertTrue(result.errors().startsWith("ERROR: ") && result.errors().contains(sentence), result.errors());
        assertEquals(before, cluster.cib);
    }

    @Test
    void attributesOfNodesAreSetShownAndDeletedForGoodAndUntilTheyLeave() {
        assertEquals(0, crm("node attribute n1 set rack r1").exitCode());
        assertEquals(0, crm("node utilization n1 set cpu 4").exitCode());
        assertEquals(Optional.of("r1"), value("1", "instance_attributes", "rack"));
        assertEquals(Optional.of("4"), value("1", "utilization", "cpu"));
        assertEquals("scope=nodes  name=rack value=r1\n", crm("node attribute n1 show rack").output());
        assertEquals(0, crm("node attribute n1 delete rack").exitCode());
        assertEquals(Optional.empty(), value("1", "instance_attributes", "rack"));

        assertEquals(0, crm("node status-attr n1 set load 9").exitCode());

        var set = ((ClusterRequest.SetAttribute) cluster.requests.getLast()).update();
        assertEquals(List.of("n1", "load", Optional.of("9")), List.of(set.node().value(), set.name(), set.value()));
        ToolResult unknown = crm("node attribute n3 show rack");
        assertEquals(1, unknown.exitCode());
        assertTrue(unknown.errors().contains("n3"), unknown.errors());
    }

    @Test
    void failCountsAreShownForgottenAndSet() {
        assertEquals("scope=status  name=fail-count-web value=2\n", crm("resource failcount web show n1 monitor 10s").output());
        assertEquals("scope=status  name=fail-count-web value=INFINITY\n", crm("resource failcount web show n1").output());

        assertEquals(0, crm("resource failcount web set n1 3").exitCode());
        assertEquals(0, crm("resource failcount web set n2 inf monitor 10s").exitCode());
        assertEquals(0, crm("resource failcount web delete n1").exitCode());

        assertEquals(List.of("n1 fail-count-web#monitor_10000 3", "n1 fail-count-web#start_0 3",
                "n2 fail-count-web#monitor_10000 INFINITY"), cluster.requests.stream().limit(3)
                        .map(each -> ((ClusterRequest.SetAttribute) each).update())
                        .map(each -> each.node().value() + " " + each.name() + " " + each.value().orElse("")).toList());
        assertTrue(cluster.requests.getLast() instanceof ClusterRequest.CleanUp, cluster.requests::toString);
    }

    @Test
    void operationsAndScoresAreThoseOfTheToolsForIt() {
        ToolResult operations = crm("resource operations web");
        assertEquals(new ToolResult(0, tools.run(ToolCall.of("crm_resource", "-O", "-r", "web")).output(), ""), operations);
        assertTrue(operations.output().contains("web_start_0 (node=n1, call=5, rc=0"), operations.output());

        ToolResult scores = crm("resource scores");

        assertEquals(0, scores.exitCode(), scores.errors());
        assertTrue(scores.output().contains(": web allocation score on n1: ") && scores.output().contains("n1 capacity:"), scores.output());
    }

    @Test
    void maintenanceIsSwitchedForAResourceAndForAll() {
        assertEquals(0, crm("resource maintenance web").exitCode());
        assertEquals(Optional.of("true"), value("web", "meta_attributes", "maintenance"));
        assertEquals(0, crm("maintenance off web").exitCode());
        assertEquals(Optional.of("false"), value("web", "meta_attributes", "maintenance"));

        assertEquals(0, crm("maintenance on").exitCode());

        assertEquals("true\n", crm("configure get_property maintenance-mode").output());
    }

    @Test
    void aClusterOptionIsToldAsItCounts() {
        assertEquals("off\n7\nstop\n", crm("configure get_property fencing-enabled mine no-quorum-policy").output());
        assertEquals("false\n", crm("configure get_property -t stonith-enabled").output());
    }

    @Test
    void aGroupGainsAndLosesMembersWhereTheyAreWanted() {
        assertEquals(0, crm("configure modgroup g add web before b").exitCode());
        assertEquals(List.of("a", "web", "b"), members("g"));
        assertEquals(Optional.of("5"), value("g", "meta_attributes", "priority"));

        assertEquals(0, crm("configure modgroup g remove a").exitCode());
        assertEquals(0, crm("configure modgroup g remove web").exitCode());
        assertEquals(List.of("b"), members("g"));
        assertEquals(List.of("g", "web", "a", "c"), cluster.cib.section("resources").children().stream().map(Element::id).toList());
        ToolResult last = crm("configure modgroup g remove b");
        assertEquals(1, last.exitCode());
        assertTrue(last.errors().contains("b is the last member of g"), last.errors());
    }

    private List<String> members(String group) {
        return cluster.cib.byId(group).orElseThrow().children("primitive").stream().map(Element::id).toList();
    }
}
