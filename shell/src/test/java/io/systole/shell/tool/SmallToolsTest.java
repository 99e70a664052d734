package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.xml.CibReader;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.client.AgentLibrary;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tools that tell of codes, dates, rules, versions and the coordinator. */
class SmallToolsTest {
    private final FakeCluster cluster = new FakeCluster(CibReader.cib("""
            <cib validate-with="pacemaker-3.9"><configuration><crm_config/><nodes><node id="1" uname="n1"/><node id="2" uname="n2"/></nodes>
              <resources><primitive id="far" class="ocf" provider="pacemaker" type="remote"/></resources><constraints>
              <rsc_location id="l1" rsc="d"><rule id="now" score="1">
                <date_expression id="e1" operation="in_range" start="2020-01-01" end="2030-01-01"/></rule></rsc_location>
              <rsc_location id="l2" rsc="d"><rule id="past" score="1"><date_expression id="e2" operation="lt" end="2020-01-01"/></rule>
              </rsc_location>
              <rsc_location id="l3" rsc="d"><rule id="future" score="1"><date_expression id="e3" operation="gt" start="2040-01-01"/></rule>
              </rsc_location>
              <rsc_location id="l4" rsc="d"><rule id="years" score="1"><date_expression id="e4" operation="date_spec">
                <date_spec id="s4" years="2020-2040"/></date_expression></rule></rsc_location>
              <rsc_location id="l5" rsc="d"><rule id="nights" score="1"><date_expression id="e5" operation="date_spec">
                <date_spec id="s5" hours="3"/></date_expression></rule></rsc_location>
              <rsc_location id="l6" rsc="d"><rule id="node" score="1"><expression id="e6" attribute="a" operation="defined"/></rule>
              </rsc_location></constraints></configuration><status/></cib>""".getBytes(StandardCharsets.UTF_8)));
    private final Tools tools = new Tools(new ToolContext(cluster, AgentLibrary.NONE, Optional.empty(),
            InstantSource.fixed(Instant.parse("2026-11-26T12:00:00Z")), ZoneId.of("Europe/Berlin")));

    private ToolResult run(String tool, String... words) {
        return tools.run(ToolCall.of(tool, words));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-X 105|No such object",
        "-n -X 105|CRM_EX_NOSUCH - No such object",
        "-X 33|Unknown error 33",
        "-r -- 6|No such device or address",
        "-- -6|No such device or address",
        "-n -- -22|EINVAL - Invalid argument",
        "-n -r -- -1005|pcmk_rc_node_unknown - There is no such node",
        "0|OK",
    })
    void codesAreExplained(String arguments, String line) {
        assertEquals(new ToolResult(0, line + "\n", ""), run("crm_error", arguments.split(" ")));
    }

    @Test
    void allCodesAreListed() {
        assertEquals(run("crm_error").output(), run("crm_error", "-l").output());
        assertTrue(run("crm_error", "-l", "-X").output().contains("  102: Not connected\n"));
        assertTrue(run("crm_error", "-l", "-X", "-n").output().contains("  102: CRM_EX_DISCONNECT          Not connected\n"));
        assertEquals("""
                <pacemaker-result api-version="2.25" request="crm_error -X 1 --output-as=xml">
                  <result-code code="1" description="Error occurred"/>
                  <status code="0" message="OK"/>
                </pacemaker-result>
                """, run("crm_error", "-X", "1", "--output-as=xml").output());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-n|Current date/time: 2026-11-26 12:00:00Z",
        "-n -L|Current date/time: 2026-11-26 13:00:00 +01:00",
        "-d 2019-040|Date: 2019-02-08 23:00:00Z",
        "-d 2019-W40-2T00:00Z|Date: 2019-10-01 00:00:00Z",
        "-d 2019-09-24T00:30:00+01:00 -s|Date: 63704878200",
        "-d 2019-09-24T00:30:00+01:00 -S|Date: 1569281400",
        "-d 2019-09-24T00:30:00+01:00 -L|Date: 2019-09-24 00:30:00 +01:00",
        "-d 2019-09-24T00:30:00+01:00 -O|Date: 2019-266 23:30:00Z",
        "-d 2019-09-24T00:30:00+01:00 -W|Date: 2019-W39-1 23:30:00Z",
        "-d 2016-01-01T00:00:00Z -W|Date: 2015-W53-5 00:00:00Z",
        "-p 2020-01-31T00:00Z/P1M|Period: 2020-01-31 00:00:00Z to 2020-02-29 00:00:00Z",
        "-p P1Y1M1DT1H/2020-03-31T00:00Z|Period: 2019-02-27 23:00:00Z to 2020-03-31 00:00:00Z",
        "-D PT30M|Duration: 1800 seconds (30 minutes)",
        "-D P1Y2M3DT4H5M6S|'Duration:    1 year  2 months  3 days 14706 seconds (4 hours 5 minutes 6 seconds)'",
        "-D P1W1D|'Duration:  8 days '",
        "-D PT5S|Duration: 5 seconds",
        "-D P0D|Duration: 0 seconds",
    })
    void datesAreShownAsTheClusterUnderstandsThem(String arguments, String line) {
        assertEquals(new ToolResult(0, line + "\n", ""), run("iso8601", arguments.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({"-d, foo, date/time", "-d, 2019-02-30, date/time", "-p, nonsense, interval", "-D, PT1.5S, duration", "-D, P, duration"})
    void whatIsNoDateIsSaid(String option, String text, String what) {
        assertEquals(new ToolResult(2, "", "iso8601: Invalid " + what + " specified: " + text + "\n"), run("iso8601", option, text));
    }

    @Test
    void anUnexpectedDateIsAnExitCode() {
        assertEquals(0, run("iso8601", "-d", "2019-040T00:00Z", "-E", "2019-02-09 00:00:00Z").exitCode());
        assertEquals(1, run("iso8601", "-d", "2019-040T00:00Z", "-E", "x").exitCode());
        assertEquals(64, run("iso8601").exitCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "now|0|Rule now is still in effect",
        "past|110|Rule past is expired",
        "future|111|Rule future has not yet taken effect",
        "years|0|Rule years satisfies conditions",
        "nights|111|Rule nights has not yet taken effect; the next time is 2026-11-27 02:00:00Z",
        "node|112|Could not determine whether rule node is in effect: time alone does not decide, the rule asks for something else as well",
        "nosuch|105|Could not determine whether rule nosuch is in effect: Rule not found",
        "l1|105|Could not determine whether rule l1 is in effect: Rule not found",
    })
    void rulesAreJudgedByTime(String rule, int code, String sentence) {
        assertEquals(new ToolResult(code, sentence + "\n", ""), run("crm_rule", "-c", "-r", rule));
    }

    @Test
    void theTimeAndTheXmlOfARuleCanBeGiven() {
        assertEquals(111, run("crm_rule", "-c", "-r", "now", "-d", "2010-01-01").exitCode());
        assertEquals(65, run("crm_rule", "-c", "-r", "now", "-d", "nonsense").exitCode());
        assertEquals(65, run("crm_rule", "-c", "-r", "now", "-X", "<rule").exitCode());
        String xml = "<rule id=\"x\"><date_expression id=\"e\" operation=\"lt\" end=\"2000-01-01\"/></rule>";
        assertEquals(110, run("crm_rule", "-c", "-r", "x", "-X", xml).exitCode());
        assertEquals(110, tools.run(ToolCall.of("crm_rule", "-c", "-r", "x", "-X", "-").withInput(xml)).exitCode());
        assertEquals(64, run("crm_rule", "-c").exitCode());
        assertEquals("""
                <pacemaker-result api-version="2.25" request="crm_rule -c -r now -r past --output-as=xml">
                  <rule-check rule-id="now" rc="0"/>
                  <rule-check rule-id="past" rc="110"/>
                  <status code="110" message="Requested item has expired"/>
                </pacemaker-result>
                """, run("crm_rule", "-c", "-r", "now", "-r", "past", "--output-as=xml").output());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-D|0|Designated Controller is: n1",
        "-D -q|0|n1",
        "-S n1|0|Controller on n1 in state S_IDLE: ok",
        "-S n2 -q|0|S_NOT_DC",
        "-N|0|cluster node: n1 (1)\\ncluster node: n2 (2)\\nremote node: far (far)",
        "-N remote -q|0|far",
        "-N guest|0|No nodes configured",
        "-N cluster -B|0|export n1=1\\nexport n2=2",
        "-P -q|0|running",
    })
    void coordinatorStateAndNodesAreTold(String arguments, int code, String text) {
        assertEquals(new ToolResult(code, text.replace("\\n", "\n") + "\n", ""), run("crmadmin", arguments.split(" ")));
    }

    @Test
    void aNodeThatIsNoMemberHasNoStateAndAnUnknownTypeIsNamed() {
        assertEquals(new ToolResult(105, "", "crmadmin: node \"n9\" is no member, so its controller cannot be asked\n"),
                run("crmadmin", "-S", "n9"));
        assertEquals(64, run("crmadmin", "-N", "robots").exitCode());
        assertEquals(64, run("crmadmin").exitCode());
    }

    /** {@code ocf_local_nodename} takes the second word of the line that begins with the name, and compares it with 1.1.8. */
    @Test
    void agentsFindAVersionOfPacemaker() {
        String line = run("pacemakerd", "-$").output().lines().filter(each -> each.startsWith("Pacemaker ")).findFirst().orElseThrow();

        assertTrue(line.split(" ")[1].matches("\\d+\\.\\d+\\.\\d+"), line);
        assertTrue(run("pacemakerd", "--features").output().contains(" Supporting v3."));
        assertEquals(64, run("pacemakerd").exitCode());
    }

    @Test
    void pacemakerdStopsThisNode() {
        assertEquals(0, run("pacemakerd", "--shutdown").exitCode());
        assertEquals("n1", ((ClusterRequest.ShutDown) cluster.requests.getLast()).node().value());
    }
}
