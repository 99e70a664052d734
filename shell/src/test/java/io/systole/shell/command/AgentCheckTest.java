package io.systole.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibReader;
import io.systole.shell.client.AgentLibrary;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the shell says of agents before a configuration is committed. */
class AgentCheckTest {
    private static final String ADDRESS = "class='ocf' provider='systole' type='IPaddr'";
    private static final String IP = "<instance_attributes id='a'><nvpair id='a-ip' name='ip' value='10.0.0.1'/></instance_attributes>";

    /** A node with one agent and one unit. */
    private static final class OneAgent implements AgentLibrary {
        @Override
        public List<String> classes() {
            return List.of("ocf", "systemd");
        }

        @Override
        public List<String> providers(String agentClass) {
            return List.of("systole");
        }

        @Override
        public List<String> types(String agentClass, String provider) {
            return agentClass.equals("systemd") ? List.of("web") : provider.equals("systole") ? List.of("IPaddr") : List.of();
        }

        @Override
        public Optional<String> obstacle(String program) {
            return program.equals("/there") ? Optional.empty() : Optional.of(program + " does not exist");
        }

        @Override
        public Optional<String> metadata(AgentId agent) {
            return Optional.of("""
                    <?xml version="1.0"?>
                    <!DOCTYPE resource-agent SYSTEM "ra-api-1.dtd" [
                    <!ATTLIST parameter unique-group CDATA #IMPLIED private (1|0) "0">
                    ]>
                    <resource-agent name="IPaddr"><parameters><parameter name="ip" required="1"/><parameter name="nic"/>
                    <parameter name="address" required="1"><deprecated><replaced-with name="ip"/></deprecated></parameter></parameters>
                    <actions><action name="start"/><action name="stop"/><action name="monitor"/></actions></resource-agent>
                    """);
        }
    }

    private static Cib with(String primitive) {
        return CibReader.cib("<cib validate-with='pacemaker-4.0'><configuration><crm_config/><nodes/><resources>" + primitive
                + "</resources><constraints/></configuration><status/></cib>");
    }

    private static AgentCheck check(String primitive) {
        return AgentCheck.ofAll(new OneAgent(), with(primitive));
    }

    @Test
    void anAgentThatIsNotInstalledIsNamedWithItsNeighbour() {
        String primitive = "<primitive id='x' class='ocf' provider='systole' type='IPadr'/>";

        AgentCheck check = check(primitive);

        assertEquals(List.of("primitive \"x\": the agent ocf:systole:IPadr is not installed on this node; did you mean \"IPaddr\"?"),
                check.errors);
    }

    @Test
    void anAlertProgramThatIsNotThereIsAWarning() {
        Cib before = alerts("<alert id='old' path='/gone'/>");
        Cib after = alerts("<alert id='old' path='/gone'/><alert id='a' path='/mail.sh'/><alert id='b' path='/there'/>"
                + "<alert id='c' path='relative'/>");

        AgentCheck check = AgentCheck.ofChanges(new OneAgent(), before, after);

        assertEquals(List.of(), check.errors);
        assertEquals(List.of("alert \"a\": on this node it cannot be run: /mail.sh does not exist; every node needs the program"),
                check.warnings);
    }

    private static Cib alerts(String alerts) {
        return CibReader.cib("<cib validate-with='pacemaker-4.0'><configuration><alerts>" + alerts + "</alerts></configuration></cib>");
    }

    @Test
    void aParameterThatEveryAgentTakesIsNotUnknown() {
        String primitive = "<primitive id='x' " + ADDRESS + ">"
                + IP.replace("/></instance", "/><nvpair id='a-trace' name='trace_ra' value='1'/></instance") + "</primitive>";

        AgentCheck check = check(primitive);

        assertEquals(List.of(), check.errors);
    }

    @Test
    void anOlderNameIsNotRequiredAndServesForTheNewOne() {
        String primitive = "<primitive id='x' " + ADDRESS + ">" + IP.replace("name='ip'", "name='address'") + "</primitive>";

        assertEquals(List.of(), check("<primitive id='x' " + ADDRESS + ">" + IP + "</primitive>").errors);
        assertEquals(List.of(), check(primitive).errors);
    }

    @Test
    void aMissingParameterAndAnUnknownOneAreErrors() {
        String primitive = "<primitive id='x' " + ADDRESS + ">" + IP.replace("name='ip'", "name='pi'") + "</primitive>";

        AgentCheck check = check(primitive);

        assertEquals(List.of("primitive \"x\": ocf:systole:IPaddr has no parameter \"pi\"; \"crm ra info ocf:systole:IPaddr\" lists them",
                "primitive \"x\": ocf:systole:IPaddr requires the parameter \"ip\"; add params ip=VALUE"), check.errors);
    }

    @Test
    void anOperationThatTheAgentDoesNotHaveIsAWarning() {
        String primitive = "<primitive id='x' " + ADDRESS + ">" + IP
                + "<operations><op id='o' name='monitr' interval='5s'/></operations></primitive>";

        AgentCheck check = check(primitive);

        assertEquals(List.of(), check.errors);
        assertEquals(List.of("primitive \"x\": ocf:systole:IPaddr has no operation \"monitr\"; did you mean \"monitor\"?"), check.warnings);
    }

    @Test
    void whatWasThereBeforeIsNotComplainedOfAgain() {
        Cib before = with("<primitive id='x' class='ocf' provider='gone' type='Old'/>");

        AgentCheck check = AgentCheck.ofChanges(new OneAgent(), before, before);

        assertEquals(List.of(), check.errors);
    }

    @Test
    void otherClassesAndBrokenPrimitivesAreLeftToOthers() {
        String primitives = "<primitive id='x' class='stonith' type='fence_x'/><primitive id='y' klass='ocf'/>"
                + "<primitive id='z' template='no'/>";

        AgentCheck check = check(primitives);

        assertEquals(List.of(), check.errors);
    }

    @Test
    void aMissingUnitForbidsNothingSinceOtherNodesMayHaveIt() {
        AgentCheck check = check("<primitive id='w' class='systemd' type='wep'/>");

        assertEquals(List.of(), check.errors);
        assertEquals(List.of("primitive \"w\": there is no systemd unit wep on this node; did you mean \"web\"?"), check.warnings);
    }

    @Test
    void aUnitMayBeNamedWithItsKindAndAnInstanceNeedsNoFile() {
        for (String type : List.of("web", "web.service", "copy@one")) {
            assertEquals(List.of(), check("<primitive id='w' class='systemd' type='" + type + "'/>").warnings, type);
        }
    }
}
