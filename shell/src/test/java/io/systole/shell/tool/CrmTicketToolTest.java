package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
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

class CrmTicketToolTest {
    private final FakeCluster cluster = new FakeCluster(CibReader.cib("""
            <cib validate-with="pacemaker-3.9"><configuration><crm_config/><nodes/><resources/><constraints>
              <rsc_ticket id="c1" rsc="d" ticket="tA" loss-policy="stop"/><rsc_ticket id="c2" rsc="d" ticket="tC"/>
            </constraints></configuration>
            <status><tickets><ticket_state id="tA" granted="true" last-granted="1600000000" standby="false"/>
              <ticket_state id="tB" granted="false" foo="bar"/></tickets></status></cib>""".getBytes(StandardCharsets.UTF_8)));
    private final Tools tools = new Tools(new ToolContext(cluster, AgentLibrary.NONE, Optional.empty(),
            InstantSource.fixed(Instant.parse("2026-11-26T12:00:00Z")), ZoneOffset.UTC));

    private ToolResult run(String arguments) {
        return tools.run(ToolCall.of("crm_ticket", arguments.isEmpty() ? new String[0] : arguments.split(" ")));
    }

    private Optional<Element> state(String id) {
        return TicketView.states(cluster.cib).stream().filter(each -> id.equals(each.id())).findFirst();
    }

    @Test
    void ticketsAreListed() {
        assertEquals("tA\tgranted           last-granted='Sun Sep 13 12:26:40 2020'\ntB\trevoked          \ntC\trevoked          \n",
                run("-l").output());
        assertEquals("tA\tgranted           (granted=true, standby=false, last-granted='Sun Sep 13 12:26:40 2020')\n",
                run("-L -t tA").output());
        assertEquals("tB\trevoked           (granted=false, foo=bar)\n", run("-L -t tB").output());
        assertEquals("tA\ntB\ntC\n", run("-w").output());
        assertEquals("State XML:\n\n<ticket_state id=\"tB\" granted=\"false\" foo=\"bar\"/>\n", run("-q -t tB").output());
        assertEquals("Constraints XML:\n\n<rsc_ticket id=\"c1\" rsc=\"d\" ticket=\"tA\" loss-policy=\"stop\"/>\n",
                run("-c -t tA").output());
        assertEquals(new ToolResult(105, "", "crm_ticket: No such ticket 'nosuch'\n"), run("-l -t nosuch"));
        assertEquals(105, run("-c -t tB").exitCode());
    }

    @Test
    void attributesAreReadSetAndDeleted() {
        assertEquals("bar\n", run("-t tB -G foo").output());
        assertEquals(105, run("-t tB -G nosuch").exitCode());
        assertEquals("x\n", run("-t tB -G nosuch -d x").output());

        assertEquals(new ToolResult(0, "", ""), run("-t tB -S foo -v baz"));
        assertEquals("baz", state("tB").orElseThrow().get("foo"));

        assertEquals(new ToolResult(0, "", ""), run("-t tB -D foo"));
        assertEquals(List.of("id", "granted"), List.copyOf(state("tB").orElseThrow().attributes().keySet()));
    }

    @Test
    void grantingAndRevokingWantForce() {
        ToolResult careless = run("-t tB -g");
        assertEquals(4, careless.exitCode());
        assertTrue(careless.errors().contains("--force"), careless.errors());
        assertEquals(4, run("-t tA -r").exitCode());
        assertEquals(4, run("-t tA -C").exitCode());
        assertEquals(4, run("-t tB -S granted -v true").exitCode());
        assertEquals(List.of(), cluster.requests);

        assertEquals(0, run("-t tB -g -f").exitCode());
        assertEquals("1795694400", state("tB").orElseThrow().get("last-granted"));
        assertEquals(0, run("-t tB -r --force").exitCode());
        assertEquals("false", state("tB").orElseThrow().get("granted"));
    }

    @Test
    void standbyIsHarmlessAndAnUnknownTicketComesIntoBeing() {
        assertEquals(0, run("-t tA -s").exitCode());
        assertEquals("true", state("tA").orElseThrow().get("standby"));
        assertEquals("tA\tgranted [standby] last-granted='Sun Sep 13 12:26:40 2020'\n", run("-l -t tA").output());
        assertEquals(0, run("-t tA -a").exitCode());
        assertEquals("false", state("tA").orElseThrow().get("standby"));

        assertEquals(0, run("-t tNew -s").exitCode());
        assertEquals("true", state("tNew").orElseThrow().get("standby"));
    }

    @Test
    void cleaningUpForgetsTheTicket() {
        assertEquals("Cleaned up tB\n", run("-t tB -C").output());
        assertTrue(state("tB").isEmpty());
        assertEquals(105, run("-t tB -C").exitCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''|Must supply a command",
        "-t tB|Must supply a command",
        "-g|Must supply ticket ID with -t",
        "-t tB -S foo|Must supply value with -v for -S foo",
        "-t tB -S id -v x|\"id\" cannot be an attribute of a ticket",
        "-l -L|--info and --details cannot be given together",
        "-l -t tB -g|--info and --grant cannot be given together",
    })
    void aWrongCallIsAnsweredWithWhatIsMissing(String arguments, String sentence) {
        ToolResult result = run(arguments);

        assertEquals(64, result.exitCode());
        assertTrue(result.errors().contains(sentence), result.errors());
    }
}
