package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.client.AgentLibrary;
import io.systole.shell.client.AgentRun;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** {@code crm resource retry} and {@code crm ra}. */
class RetryTest {
    private static final String OPERATION = """
            <lrm_rsc_op id="web_last_0" operation_key="web_start_0" operation="start" call-id="5" rc-code="%d" op-status="0" interval="0"
              last-rc-change="1600000000" op-digest="f2317cad3d54cec5d7d7aa7d0bf35cf8"
              transition-key="1:2:0:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
              transition-magic="0:%d;1:2:0:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee" exit-reason="%s"/>""";
    private static final String COUNT = """
            <transient_attributes id="1"><instance_attributes id="status-1">
              <nvpair id="f" name="fail-count-web#start_0" value="INFINITY"/></instance_attributes></transient_attributes>""";

    /** After a cleanup the operation has ended otherwise. */
    private static final class MendingCluster extends FakeCluster {
        private final Cib afterwards;

        MendingCluster(Cib before, Cib afterwards) {
            super(before);
            this.afterwards = afterwards;
        }

        @Override
        public ClusterReply submit(ClusterRequest request) {
            cib = request instanceof ClusterRequest.CleanUp ? afterwards : cib;
            return super.submit(request);
        }
    }

    private static Cib cib(int rc, String reason, String rest) {
        return CibReader.cib(("""
                <cib validate-with="pacemaker-3.9" have-quorum="1"><configuration><crm_config><cluster_property_set id="o">
                  <nvpair id="o1" name="stonith-enabled" value="false"/></cluster_property_set></crm_config>
                  <nodes><node id="1" uname="n1"/></nodes>
                  <resources><primitive id="web" class="ocf" provider="systole" type="Dummy"/></resources><constraints/></configuration>
                <status><node_state id="1" uname="n1" in_ccm="true" crmd="online" join="member" expected="member"><lrm id="1">
                  <lrm_resources>
                  <lrm_resource id="web" class="ocf" provider="systole" type="Dummy">""" + OPERATION.formatted(rc, rc, reason) + """
                  </lrm_resource></lrm_resources></lrm>""" + rest + "</node_state></status></cib>").getBytes(StandardCharsets.UTF_8));
    }

    private static ToolResult run(FakeCluster cluster, AgentLibrary agents, String line) {
        var seconds = new AtomicLong();
        InstantSource clock = () -> Instant.parse("2026-11-26T12:00:00Z").plusSeconds(seconds.getAndIncrement());
        var tools = new Tools(new ToolContext(cluster, agents, Optional.empty(), clock, ZoneOffset.UTC));
        return tools.run(ToolCall.of("crm", line.split(" ")));
    }

    @Test
    void whatFailedIsToldForgottenAndTriedAgain() {
        var cluster = new MendingCluster(cib(1, "disk full", COUNT), cib(0, "", ""));

        ToolResult result = run(cluster, AgentLibrary.NONE, "resource retry web");

        assertEquals(new ToolResult(0, """
                INFO: web: start failed on n1 at Sun Sep 13 12:26:40 2020: error (disk full)
                INFO: web: after its failure no start is tried on n1
                INFO: forgetting this and looking again where web runs
                INFO: resource web is running on: n1
                """, ""), result);
        assertEquals(1, cluster.requests.size());
    }

    @Test
    void aNewFailureIsToldAndIsAnExitCode() {
        ToolResult result = run(new MendingCluster(cib(1, "disk full", COUNT), cib(5, "no program", COUNT)), AgentLibrary.NONE,
                "resource retry web n1");

        assertEquals(1, result.exitCode());
        assertTrue(result.errors().contains("ERROR: it has failed again: web: start failed on n1"), result.errors());
        assertTrue(result.errors().contains("not installed (no program)"), result.errors());
    }

    @Test
    void whereNothingHasFailedNothingIsDone() {
        var cluster = new FakeCluster(cib(0, "", ""));

        ToolResult result = run(cluster, AgentLibrary.NONE, "resource retry web");

        assertEquals(new ToolResult(0, """
                INFO: nothing of web has failed, so there is nothing to retry
                INFO: resource web is running on: n1
                """, ""), result);
        assertEquals(List.of(), cluster.requests);
    }

    @Test
    void aMistypedNameIsGuessed() {
        ToolResult result = run(new FakeCluster(cib(0, "", "")), AgentLibrary.NONE, "resource retry wbe");

        assertEquals(1, result.exitCode());
        assertEquals("ERROR: there is no resource \"wbe\"; did you mean \"web\"?\n", result.errors());
    }

    /** One agent that accepts everything but ip=300. */
    private static final class OneAgent implements AgentLibrary {
        @Override
        public List<String> classes() {
            return List.of("ocf");
        }

        @Override
        public List<String> providers(String agentClass) {
            return List.of("systole");
        }

        @Override
        public List<String> types(String agentClass, String provider) {
            return agentClass.equals("ocf") ? List.of("IPaddr") : List.of();
        }

        @Override
        public Optional<String> metadata(AgentId agent) {
            return Optional.of("<resource-agent name=\"IPaddr\"><shortdesc>An address</shortdesc></resource-agent>\n");
        }

        @Override
        public AgentRun.End run(AgentRun run) {
            boolean wrong = "300".equals(run.parameters().get("ip"));
            return wrong ? new AgentRun.End(6, true, "300 is no address", "") : new AgentRun.End(0, true, "", "");
        }
    }

    @Test
    void agentsAreListedDescribedAndAsked() {
        var cluster = new FakeCluster(cib(0, "", ""));
        var agents = new OneAgent();

        assertEquals("ocf / systole\n", run(cluster, agents, "ra classes").output());
        assertEquals("IPaddr\n", run(cluster, agents, "ra list ocf systole").output());
        assertEquals("systole\n", run(cluster, agents, "ra providers IPaddr").output());
        assertEquals("<resource-agent name=\"IPaddr\"><shortdesc>An address</shortdesc></resource-agent>\n",
                run(cluster, agents, "ra meta IPaddr").output());
        assertTrue(run(cluster, agents, "ra info ocf:systole:IPaddr").output().startsWith("An address (ocf:systole:IPaddr)\n"));
        assertEquals(new ToolResult(0, "INFO: ocf:systole:IPaddr accepts these parameters\n", ""),
                run(cluster, agents, "ra validate IPaddr ip=10.0.0.1"));
        assertEquals(new ToolResult(1, "", "ERROR: ocf:systole:IPaddr answers 6 (not configured): 300 is no address\n"),
                run(cluster, agents, "ra validate IPaddr ip=300"));
        assertTrue(run(cluster, agents, "ra list osf").errors().contains("there is no class \"osf\" of agents; known are ocf"));
        assertTrue(run(cluster, agents, "ra info IPadr").errors().contains("did you mean \"ocf:systole:IPaddr\"?")
                || run(cluster, agents, "ra info IPadr").errors().contains("there is no agent \"IPadr\""));
        assertEquals(1, run(cluster, agents, "ra meta a::b").exitCode());
    }

    @Test
    void ofAFenceAgentOnlyWhatPeopleHaveToGiveIsMarkedAsRequired() {
        var agents = new AgentLibrary() {
            @Override
            public List<String> classes() {
                return List.of("stonith");
            }

            @Override
            public List<String> providers(String agentClass) {
                return List.of();
            }

            @Override
            public List<String> types(String agentClass, String provider) {
                return List.of("fence_x");
            }

            @Override
            public Optional<String> metadata(AgentId agent) {
                return Optional.of("""
                        <resource-agent name="fence_x"><parameters><parameter name="action" required="1"/>
                        <parameter name="ip" required="1" obsoletes="ipaddr"><content type="string"/></parameter>
                        <parameter name="ipaddr" required="1" deprecated="1"><content type="string"/></parameter>
                        <parameter name="plug" required="1"/><parameter name="verbose"/></parameters></resource-agent>""");
            }
        };

        String output = run(new FakeCluster(cib(0, "", "")), agents, "ra info stonith:fence_x").output();

        assertEquals(List.of("action", "ip* (string)", "ipaddr (string, deprecated)", "plug", "verbose"),
                output.lines().filter(line -> line.endsWith(": ")).map(line -> line.substring(0, line.length() - 2)).toList(), output);
    }
}
