package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.client.AgentLibrary;
import io.systole.shell.client.AgentRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The CIB of these tests is in {@code crm-resource.xml}: d runs on n1, g1 too, g2 has failed, s is promoted, t and off are stopped. */
class CrmResourceToolTest {
    private final FakeCluster cluster = new FakeCluster(CibReader.cib(file()));
    private final List<AgentRun> runs = new ArrayList<>();
    private AgentRun.End end = new AgentRun.End(0, true, "", "");
    private final Tools tools = new Tools(new ToolContext(cluster, new Agents(), Optional.empty(),
            InstantSource.fixed(Instant.parse("2026-11-26T12:00:00Z")), ZoneOffset.UTC, Optional.of(new MemoryFiles())));

    private static byte[] file() {
        try (InputStream in = CrmResourceToolTest.class.getResourceAsStream("crm-resource.xml")) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Agents that answer what a test wishes. */
    private final class Agents implements AgentLibrary {
        @Override
        public List<String> classes() {
            return List.of("lsb", "ocf");
        }

        @Override
        public List<String> providers(String agentClass) {
            return List.of("pacemaker", "systole");
        }

        @Override
        public List<String> types(String agentClass, String provider) {
            return agentClass.equals("ocf") ? List.of("Dummy", "Stateful") : List.of();
        }

        @Override
        public Optional<String> metadata(AgentId agent) {
            return agent.type().equals("Dummy") ? Optional.of("<resource-agent name=\"Dummy\"/>\n") : Optional.empty();
        }

        @Override
        public AgentRun.End run(AgentRun run) {
            runs.add(run);
            return end;
        }
    }

    private ToolResult run(String line) {
        return tools.run(ToolCall.of("crm_resource", line.isEmpty() ? new String[0] : line.split(" ")));
    }

    private static String lines(String text) {
        return text.replace("\\n", "\n") + (text.isEmpty() ? "" : "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-l|d\\nt\\ng1\\ng2\\ns:0\\ns:1\\noff",
        "-W -r d|resource d is running on: n1",
        "-W -r d -Q|n1",
        "-W -r s|resource s is running on: n1 Promoted",
        "-W -r g|resource g is running on: n1",
        "-W -r off|resource off is NOT running",
        "-W -r t -Q|''",
        "-g fake -r d|x y",
        "-Q -g target-role -m -r d|Started",
        "-g class --element -r d|ocf",
        "-O -r d -N n2|''",
        "--digests -r d -N n1|"
            + "ee31e8b13a6b59eb3b6d69e37dc29b1d (all parameters)\\nee31e8b13a6b59eb3b6d69e37dc29b1d (non-private parameters)",
        "--digests -r d -N n1 fake=1|"
            + "2b1b5ccbabbdb96f3f7edb41b0775563 (all parameters)\\n2b1b5ccbabbdb96f3f7edb41b0775563 (non-private parameters)",
        "-a -r g|Resources colocated with g:\\n  * t (score=10, id=col2)\\nResources g is colocated with:\\n"
            + "  * d (score=INFINITY, id=col1)\\n    * Locations:\\n      * Node n1 (score=100, id=loc1, rsc=d)",
        "-a -r g1|Resources colocated with g:\\n  * t (score=10, id=col2)\\nResources g is colocated with:\\n"
            + "  * d (score=INFINITY, id=col1)\\n    * Locations:\\n      * Node n1 (score=100, id=loc1, rsc=d)",
        "-A -r t|Resources t is colocated with:\\n  * g (score=10, id=col2)\\n    * Resources g is colocated with:\\n"
            + "      * d (score=INFINITY, id=col1)\\n        * Locations:\\n          * Node n1 (score=100, id=loc1, rsc=d)",
        "--list-standards|lsb\\nocf",
        "--list-ocf-providers|pacemaker\\nsystole",
        "--list-agents=ocf:pacemaker|Dummy\\nStateful",
        "--list-ocf-alternatives=Dummy|pacemaker\\nsystole",
        "--show-metadata=ocf:pacemaker:Dummy|<resource-agent name=\"Dummy\"/>",
    })
    void questionsAreAnswered(String line, String text) {
        assertEquals(new ToolResult(0, lines(text), ""), run(line));
    }

    @Test
    void operationsAreListedWithResultAndTime() {
        String text = run("-O -N n1").output();

        assertTrue(text.startsWith("d\t(ocf:pacemaker:Dummy):\t Started: d_start_0 (node=n1, call=5, rc=0, last-rc-change="
                + "'Sun Sep 13 12:26:40 2020', exec=12ms): complete\n"), text);
        assertTrue(text.contains("\ng2\t(ocf:pacemaker:Dummy):\t FAILED: g2_start_0 (node=n1, call=8, rc=1, "), text);
        assertEquals(5, text.lines().count());
        assertTrue(run("-o --output-as=xml -r d").output().contains("<operation op=\"d_monitor_10000\" node=\"n1\" call=\"6\" rc=\"0\" "));
    }

    @Test
    void theXmlIsThatOfTheTemplateToo() {
        assertTrue(run("-q -r t").output().startsWith("t\t(ocf:pacemaker:Dummy):\t Stopped\nResource XML:\n"
                + "<primitive id=\"t\" class=\"ocf\" provider=\"pacemaker\" type=\"Dummy\">\n  <operations>\n"));
        assertTrue(run("-w -r t").output().endsWith("Resource XML:\n<primitive id=\"t\" template=\"tmpl\"/>\n"));
    }

    @Test
    void whyTellsWhatTheSchedulerKnows() {
        assertTrue(run("-Y -r off").output()
                .startsWith("Resource off is not running\nConfiguration specifies 'off' should remain stopped\n  off: "));
        assertTrue(run("-Y").output().contains("Resource d is running\n"));
        assertTrue(run("-Y -r d -N n2").output().startsWith("Resource d is not running on host n2\n"));
    }

    @Test
    void listsAreXmlForPrograms() {
        assertEquals("""
                <pacemaker-result api-version="2.25" request="crm_resource -W -r s --output-as=xml">
                  <nodes resource="s">
                    <node state="promoted">n1</node>
                  </nodes>
                  <status code="0" message="OK"/>
                </pacemaker-result>
                """, run("-W -r s --output-as=xml").output());
        assertEquals("""
                <pacemaker-result api-version="2.25" request="crm_resource -W -r no --output-as=xml">
                  <status code="105" message="No such object">
                    <errors>
                      <error>crm_resource: Resource 'no' not found</error>
                    </errors>
                  </status>
                </pacemaker-result>
                """, run("-W -r no --output-as=xml").output());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-p fake -v 7 -r d|d-ia-fake|7|Set 'd' option: id=d-ia-fake name=fake value=7",
        "-p new -v 7 -r off|off-instance_attributes-new|7|"
            + "Set 'off' option: id=off-instance_attributes-new set=off-instance_attributes name=new value=7",
        "-r d -z -p cpu -v 4|d-utilization-cpu|4|Set 'd' option: id=d-utilization-cpu set=d-utilization name=cpu value=4",
        "-p is-managed -v false -m -r s|c-m-is-managed|false|Performing update of 'is-managed' on 'c', the parent of 's'\\n"
            + "Set 'c' option: id=c-m-is-managed set=c-m name=is-managed value=false",
        "-p priority -v 1 -m -r g|g-meta_attributes-priority|1|"
            + "Set 'g' option: id=g-meta_attributes-priority set=g-meta_attributes name=priority value=1",
    })
    void parametersAreSetWhereTheyBelong(String line, String id, String value, String said) {
        assertEquals(new ToolResult(0, lines(said), ""), run(line));
        assertEquals(Optional.of(value), cluster.cib.byId(id).map(pair -> pair.get("value")));
        // Once more, from a copy of the CIB that does not know it yet.
        assertEquals(0, run(line).exitCode());
    }

    @Test
    void parametersAreDeleted() {
        assertEquals("Deleted 'd' option: id=d-ia-fake name=fake\n", run("-d fake -r d").output());
        assertTrue(cluster.cib.byId("d-ia-fake").isEmpty());
        assertEquals(new ToolResult(0, "", ""), run("--resource=d --utilization --delete-parameter=cpu"));
    }

    private Element constraint() {
        return cluster.cib.section("constraints").children("rsc_location").getLast();
    }

    @Test
    void movingPrefersANodeAndClearingForgetsIt() {
        assertEquals(new ToolResult(0, "", ""), run("--move -r d -N n2"));
        assertEquals(Element.of("rsc_location", "id", "cli-prefer-d", "rsc", "d", "role", "Started", "node", "n2", "score", "INFINITY"),
                constraint());
        assertEquals(0, run("-U -r d -N n1").exitCode());
        assertEquals("cli-prefer-d", constraint().id());
        assertEquals(new ToolResult(0, "", ""), run("--clear -r d"));
        assertEquals("loc1", constraint().id());
        assertEquals(108, run("-M -r d -N n1").exitCode());
        assertEquals(0, run("-M -r d -N n1 -f").exitCode());
    }

    @Test
    void banningWarnsUnlessItIsToBeQuiet() {
        ToolResult banned = run("-B -r d");
        assertEquals("cli-ban-d-on-n1", constraint().id());
        assertTrue(banned.errors().startsWith("WARNING: Creating rsc_location constraint 'cli-ban-d-on-n1' with a score of -INFINITY for"
                + " resource d on n1.\n\tThis will prevent d from running on n1 until"), banned.errors());
        assertEquals(3, banned.errors().lines().count());
        assertEquals(new ToolResult(0, "", ""), run("-B -r s -N n2 --promoted -Q"));
        assertEquals("Promoted", constraint().get("role"));
        assertEquals("cli-ban-c-on-n2", constraint().id());
    }

    @Test
    void aBanMayEndAndIsThenClearedByItself() {
        assertEquals(0, run("-B -r d -N n1 -u PT30M -Q").exitCode());
        assertEquals("2026-11-26 12:30:00Z", constraint().tree().filter(each -> each.is("date_expression")).findFirst().orElseThrow()
                .get("end"));
        assertEquals(0, run("-U -e -r d").exitCode());
        assertEquals("cli-ban-d-on-n1", constraint().id());
    }

    @Test
    void whatHasNoSingleNodeNeedsOne() {
        ToolResult result = run("-M -r off");
        assertEquals(64, result.exitCode());
        assertTrue(result.errors().startsWith("crm_resource: Resource 'off' not moved: active in 0 locations.\n"), result.errors());
    }

    @Test
    void cleaningUpIsAboutThePartsOfWhatIsNamed() {
        assertEquals("Cleaned up g1 on n1\nCleaned up g1 on n2\nCleaned up g2 on n1\nCleaned up g2 on n2\n", run("-C -r g1").output());
        assertEquals("Cleaned up g1 on n2\n", run("-R -r g1 -f -N n2").output());
        var last = (ClusterRequest.CleanUp) cluster.requests.getLast();
        assertFalse(last.onlyFailures());
        assertEquals("Cleaned up all resources on n1\nCleaned up all resources on n2\n", run("-C").output());
    }

    @Test
    void deletingNeedsTheRightKind() {
        assertEquals(64, run("-D -r off").exitCode());
        assertEquals(105, run("-D -r off -t group").exitCode());
        assertEquals(new ToolResult(0, "", ""), run("-D -r off -t primitive"));
        assertTrue(cluster.cib.byId("off").isEmpty());
    }

    @Test
    void anAgentIsRunWithTheParametersOfItsResource() {
        assertEquals("Operation force-start for d (ocf:pacemaker:Dummy) returned 0 (ok)\n", run("--force-start -r d").output());
        AgentRun started = runs.getLast();
        assertEquals("start", started.action());
        assertEquals(Map.of("fake", "x y"), started.parameters());
        assertEquals(Optional.of("n1"), started.node());

        end = new AgentRun.End(7, true, "", "");
        ToolResult checked = run("--force-check=10 -r d");
        assertEquals(new ToolResult(7, "Operation force-check for d (ocf:pacemaker:Dummy) returned 7 (not running)\n",
                "crm_resource: Error performing operation: Not running\n"), checked);
        assertEquals("10", runs.getLast().parameters().get("OCF_CHECK_LEVEL"));

        end = new AgentRun.End(6, true, "no such address", "ERROR: 300 is not valid\n");
        ToolResult validated = run("--validate --class ocf --provider pacemaker --agent Dummy --option ip=300");
        assertEquals(6, validated.exitCode());
        assertEquals("Operation validate (ocf:pacemaker:Dummy) returned 6 (not configured: no such address)\nERROR: 300 is not valid\n",
                validated.output());
        assertEquals("validate-all", runs.getLast().action());
    }

    @Test
    void whatTheClusterRunsHereIsNotStartedBesidesIt() {
        assertEquals(107, run("--force-promote -r s").exitCode());
        assertEquals(List.of(), runs);
        assertEquals(0, run("--force-promote -r s -f").exitCode());
        assertEquals(3, run("--force-start -r g").exitCode());
    }

    @Test
    void waitingEndsWhenNothingIsLeftAndAtItsTime() {
        ToolResult result = run("--wait -T 0");
        assertEquals(124, result.exitCode());
        assertTrue(result.errors().contains("Pending actions:"), result.errors());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-W|64|Must supply a resource id with -r",
        "-r d|64|what is to be done with d?",
        "-p cpu -r d|64|You need to supply a value with the -v option",
        "-p a'b -v 1 -r d|64|cannot be the name of a parameter",
        "--digests -r d|64|Must supply a node name with -N",
        "-B -r d -u soon|64|Invalid duration specified: soon",
        "foo|64|\"foo\" is no option",
        "-W -r nosuch|105|Resource 'nosuch' not found",
        "-M -r d -N nx|105|Node 'nx' not found",
        "-g nosuch -r d|105|Attribute 'nosuch' not found for 'd'",
        "--list-agents=foo|1|No agents found for standard 'foo'",
        "--show-metadata=foo|105|is not a valid agent specification",
        "--show-metadata=ocf:pacemaker:Nosuch|105|Metadata query for ocf:pacemaker:Nosuch failed",
        "--restart -r off|105|off is not running anywhere and so cannot be restarted",
        "-F -r d -N n1|3|a failure cannot be pretended here",
        "--validate --class ocf --agent Dummy|64|name the agent",
    })
    void aMistakeIsNamed(String line, int code, String sentence) {
        ToolResult result = run(line);

        assertEquals(code, result.exitCode());
        assertTrue(result.errors().contains(sentence), result.errors());
        assertEquals(List.of(), cluster.requests);
    }
}
