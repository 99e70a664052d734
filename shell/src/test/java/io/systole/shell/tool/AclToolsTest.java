package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.acl.Subject;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.client.AgentLibrary;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the tools do for users whom ACLs limit. The users are none of this machine, so that they have no groups. */
class AclToolsTest {
    private static final Cib CIB = CibReader.cib("""
            <cib validate-with="pacemaker-4.0" admin_epoch="0" epoch="1" num_updates="0">
              <configuration>
                <crm_config>
                  <cluster_property_set id="o"><nvpair id="o-acl" name="enable-acl" value="true"/></cluster_property_set>
                </crm_config>
                <nodes><node id="1" uname="n1"/></nodes>
                <resources>
                  <primitive id="web" class="ocf" provider="systole" type="Dummy"><meta_attributes id="web-meta_attributes">
                    <nvpair id="web-meta_attributes-target-role" name="target-role" value="Started"/></meta_attributes></primitive>
                </resources>
                <constraints/>
                <acls>
                  <acl_role id="operator">
                    <acl_permission id="look" kind="read" xpath="/cib"/>
                    <acl_permission id="switch" kind="write" xpath="//nvpair[@name='target-role']"/>
                  </acl_role>
                  <acl_target id="no_such_joe"><role id="operator"/></acl_target>
                </acls>
              </configuration>
              <status><node_state id="1" uname="n1"><lrm id="1"><lrm_resources><lrm_resource id="web"/></lrm_resources></lrm></node_state>
              </status>
            </cib>
            """);

    private final FakeCluster cluster = new FakeCluster(CIB);
    private final ToolExchange exchange = new ToolExchange(new Tools(
            new ToolContext(cluster, AgentLibrary.NONE, Optional.empty(), InstantSource.system(), ZoneOffset.UTC)));

    private String answer(String user, String tool, String form) {
        return new String(exchange.answer(tool, form.getBytes(StandardCharsets.UTF_8), user), StandardCharsets.UTF_8);
    }

    @Test
    void anOperatorMayStopAResourceUnderHisOwnNameWhateverHeCallsHimself() {
        String answer = answer("no_such_joe", "crm", "arg=resource&arg=stop&arg=web&user=root");

        assertTrue(answer.startsWith("0 "), answer);
        var change = (ClusterRequest.ChangeCib) cluster.requests.getFirst();
        assertEquals("no_such_joe", change.user());
        assertEquals(Optional.of(new Subject("no_such_joe", List.of())), change.subject());
    }

    @Test
    void whatHeMayNotDoIsRefusedWithTheRuleAndChangesNothing() {
        String answer = answer("no_such_joe", "cibadmin", "arg=-M&arg=-X&arg=<primitive+id%3D%22web%22+description%3D%22mine%22/>");

        assertTrue(answer.startsWith("4 0 "), answer);
        assertTrue(answer.contains("Call failed: Permission denied\ncibadmin: no_such_joe may not change description of"
                + " <primitive id=\"web\">: rule \"look\" of role \"operator\" allows only to read it\n"), answer);
        assertEquals(CIB, cluster.cib);
        assertTrue(cluster.requests.isEmpty());
    }

    @Test
    void historyOfResourcesFencingAndAttributesAreGuardedToo() {
        assertTrue(answer("no_such_joe", "crm", "arg=resource&arg=cleanup&arg=web").contains("may not delete <lrm_resource id=\"web\">"));
        assertTrue(answer("no_such_joe", "stonith_admin", "arg=--reboot&arg=n1").contains("for root and hacluster only"));
        assertTrue(answer("no_such_joe", "attrd_updater", "arg=-n&arg=a&arg=-U&arg=1&arg=-N&arg=n1").contains("may not"));
        assertTrue(answer("no_such_joe", "crm", "arg=configure&arg=history").contains("only root and hacluster"));
        assertTrue(cluster.requests.isEmpty(), cluster.requests.toString());
    }

    @Test
    void whoHasNoRoleSeesNothing() {
        String answer = answer("no_such_eve", "cibadmin", "arg=-Q");

        assertTrue(answer.startsWith("4 0 "), answer);
        assertTrue(answer.contains("cibadmin: Permission denied: no_such_eve may read nothing of the CIB"), answer);
    }

    @Test
    void rootMaySeeItWithTheEyesOfAnotherAndNobodyElseMay() {
        String asEve = answer("root", "cibadmin", "arg=-Q&arg=-U&arg=no_such_eve");
        String pretended = answer("no_such_eve", "cibadmin", "arg=-Q&arg=-U&arg=root");

        assertTrue(asEve.startsWith("4 0 "), asEve);
        assertTrue(pretended.startsWith("4 0 "), pretended);
    }

    @Test
    void whatAUserMayDoIsShownAtEachElementWhereItChanges() {
        String view = answer("root", "cibadmin", "arg=-Q&arg=-S&arg=-U&arg=no_such_joe");

        assertTrue(view.contains("<!-- ACLs as evaluated for user no_such_joe -->\nvvv---[ READABLE ]---vvv\n<cib "), view);
        assertTrue(view.contains("\n\n          vvv---[ WRITABLE ]---vvv\n          <nvpair id=\"web-meta_attributes-target-role\""), view);
        assertTrue(answer("root", "cibadmin", "arg=-Q&arg=-S&arg=-U&arg=no_such_eve").contains("-->\nvvv---[ ~DENIED~ ]---vvv\n<cib "));
        assertTrue(answer("root", "cibadmin", "arg=-Q&arg=-S").startsWith("64 "));
    }

    @Test
    void rootIsNotLimitedAndKeepsTheNameThatItGives() {
        String answer = answer("root", "cibadmin", "arg=-M&arg=-X&arg=<primitive+id%3D%22web%22+description%3D%22mine%22/>&user=admin");

        assertTrue(answer.startsWith("0 "), answer);
        var change = (ClusterRequest.ChangeCib) cluster.requests.getFirst();
        assertEquals("admin", change.user());
        assertFalse(change.subject().isPresent());
    }
}
