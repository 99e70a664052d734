package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.attribute.AttributeUpdate;
import io.systole.core.attribute.AttributeUpdate.How;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.client.AgentLibrary;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tools that agents call for node attributes, in the forms in which they call them. */
class AttributeToolsTest {
    private final FakeCluster cluster = new FakeCluster(CibReader.cib("""
            <cib validate-with="pacemaker-3.9"><configuration>
              <crm_config/><nodes><node id="1" uname="n1"/><node id="2" uname="n2"/></nodes><resources/><constraints/>
            </configuration><status><node_state id="1" uname="n1"><transient_attributes id="1"><instance_attributes id="status-1">
              <nvpair id="a1" name="master-db" value="100"/>
              <nvpair id="a2" name="fail-count-db#monitor_10000" value="2"/>
              <nvpair id="a3" name="fail-count-db#start_0" value="3"/>
            </instance_attributes></transient_attributes></node_state></status></cib>"""));
    private final Tools tools = new Tools(new ToolContext(cluster, AgentLibrary.NONE, Optional.empty(),
            InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z")), ZoneOffset.UTC));

    private ToolResult run(String line, String... environment) {
        String[] words = line.split(" ");
        var variables = new TreeMap<String, String>();
        for (int i = 0; i < environment.length; i += 2) {
            variables.put(environment[i], environment[i + 1]);
        }
        return tools.run(new ToolCall(words[0], List.of(words).subList(1, words.length), null, variables, "root", 0));
    }

    private AttributeUpdate asked(String line, String... environment) {
        ToolResult result = run(line, environment);
        assertEquals(0, result.exitCode(), result.errors());
        return ((ClusterRequest.SetAttribute) cluster.requests.getLast()).update();
    }

    @ParameterizedTest
    @CsvSource({
        "attrd_updater -n pingd -U 100, VALUE, 100, 0",
        "attrd_updater -n pingd -v 100, VALUE, 100, 0",
        "attrd_updater -n pingd -B 100 -d 5s, BOTH, 100, 5000",
        "attrd_updater -d 500ms -n pingd -v 100, VALUE, 100, 500",
        "attrd_updater -S status -n pingd -v 100 -d 5, VALUE, 100, 5000",
        "attrd_updater -n pingd -Y -d 7, DELAY, , 7000",
        "attrd_updater -n pingd -U value++, VALUE, value++, 0",
        "attrd_updater -D -n pingd, VALUE, , 0",
    })
    void updatesAreUnderstoodInAllForms(String line, How how, String value, long millis) {
        AttributeUpdate update = asked(line);

        assertEquals(new AttributeUpdate(how, new NodeName("n1"), "pingd", Optional.ofNullable(value),
                millis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis)), false), update);
    }

    @Test
    void anAgentsAttributeBelongsToTheNodeOfItsAction() {
        assertEquals(new NodeName("n2"), asked("attrd_updater -n a -U 1", "OCF_RESKEY_CRM_meta_on_node", "n2").node());
        assertTrue(asked("attrd_updater -p -n a -U 1").secret());
    }

    @Test
    void aQueryAnswersInTheFormThatAgentsSplit() {
        assertEquals("name=\"master-db\" host=\"n1\" value=\"100\"\n", run("attrd_updater -n master-db -Q").output());
        assertEquals("name=\"master-db\" host=\"n1\" value=\"100\"\n", run("attrd_updater -n master-db -Q -A").output());
        ToolResult missing = run("attrd_updater -n master-db -Q -N n2");
        assertEquals(105, missing.exitCode());
        assertEquals("attrd_updater: Could not query value of master-db: attribute does not exist\n", missing.errors());
    }

    @ParameterizedTest
    @CsvSource({
        "crm_master -v 1000 -l reboot, 1000",
        "crm_master -Q -v 1000 -l reboot, 1000",
        "crm_master -q -l reboot -v INFINITY, INFINITY",
        "crm_master -D -l reboot, ",
        "crm_attribute --promotion -v 5, 5",
        "crm_attribute -p -D, ",
        "crm_attribute -p db -v 5, 5",
    })
    void promotionScoresGoToTheResourceOfTheCallingAgent(String line, String value) {
        AttributeUpdate update = asked(line, "OCF_RESOURCE_INSTANCE", "db");

        assertEquals("master-db", update.name());
        assertEquals(Optional.ofNullable(value), update.value());
    }

    @Test
    void aPromotionScoreOutsideAnAgentNeedsAName() {
        ToolResult result = run("crm_master -v 5 -l reboot");

        assertEquals(64, result.exitCode());
        assertTrue(result.errors().contains("OCF_RESOURCE_INSTANCE"), result.errors());
        assertEquals("scope=status  name=master-db value=100\n", run("crm_attribute -p db -G").output());
        assertEquals("100\n", run("crm_master -r db -G -q").output());
    }

    @Test
    void standbyIsOffUnlessSaid() {
        assertEquals("scope=nodes  name=standby value=off\n", run("crm_standby -G -N n2").output());

        assertEquals(0, run("crm_standby -v on -N n2").exitCode());

        assertEquals("scope=nodes  name=standby value=on\n", run("crm_standby -G -N n2").output());
        assertEquals("standby", asked("crm_standby -v on -l reboot -N n2").name());
    }

    @Test
    void failCountsAreAddedUpUnlessOneOperationIsNamed() {
        assertEquals("scope=status  name=fail-count-db value=5\n", run("crm_failcount -G -r db").output());
        assertEquals("2\n", run("crm_failcount -G -r db -n monitor -I 10s -q").output());
        assertEquals("scope=status  name=fail-count-db value=0\n", run("crm_failcount -G -r db -N n2").output());
        assertEquals("last-failure-db#monitor_10000", asked("crm_failcount -D -r db -n monitor -I 10").name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "attrd_updater -U 1|which attribute? Use -n NAME",
        "attrd_updater -n a|what is to be done with a?",
        "attrd_updater -n a -B 1|--update-both needs the dampening, -d TIME",
        "attrd_updater -n a -U 1 -d soon|\"soon\" is no time",
        "attrd_updater -n a -U 1 -D|--update and --delete cannot be given together",
        "attrd_updater -n a -U 1 -W all|--wait=all is not possible; it takes no, local or cluster",
        "crm_failcount -G|which resource? Use -r NAME",
        "crm_failcount -G -r db -I 5|-I needs the operation",
    })
    void aWrongCallIsAnsweredWithWhatIsMissing(String line, String message) {
        ToolResult result = run(line);

        assertEquals(64, result.exitCode());
        assertTrue(result.errors().contains(message), result.errors());
        assertEquals(List.of(), cluster.requests);
    }
}
