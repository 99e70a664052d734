package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.CibChange;
import io.systole.core.cib.acl.Subject;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterReply.Outcome;
import io.systole.core.request.ClusterRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The DC judges a change by the ACLs of its own copy, whichever node it comes from. */
class AclScenarioTest {
    private final SimulatedCluster cluster = SimulatedCluster.of(7, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false));

    private ClusterReply change(String node, Optional<Subject> subject, String xml) {
        var replies = new ArrayList<ClusterReply>();
        cluster.node(node).submit(new ClusterRequest.ChangeCib(List.of(new CibChange.Modify("/cib", CibReader.element(xml), true)),
                "joe", "crm", false, "", subject), replies::add);
        cluster.stabilise();
        return replies.getFirst();
    }

    @Test
    void whatTheRolesDoNotAllowIsRefusedWithTheRuleAndTheRestIsDone() {
        cluster.startAll().stabilise();
        ClusterReply enabled = change("n1", Optional.empty(), """
                <configuration>
                  <crm_config><cluster_property_set id="cib-bootstrap-options">
                    <nvpair id="acl" name="enable-acl" value="true"/></cluster_property_set></crm_config>
                  <acls>
                    <acl_role id="tagger"><acl_permission id="tags" kind="write" xpath="//tags"/></acl_role>
                    <acl_target id="joe"><role id="tagger"/></acl_target>
                  </acls>
                  <tags><tag id="t"><obj_ref id="ip"/></tag></tags>
                </configuration>""");
        var joe = Optional.of(new Subject("joe", List.of()));

        ClusterReply refused = change("n3", joe, "<crm_config><cluster_property_set id=\"cib-bootstrap-options\">"
                + "<nvpair id=\"acl\" name=\"enable-acl\" value=\"false\"/></cluster_property_set></crm_config>");
        ClusterReply allowed = change("n3", joe, "<tags><tag id=\"u\"><obj_ref id=\"ip\"/></tag></tags>");
        ClusterReply root = change("n2", Optional.of(new Subject("root", List.of())), "<primitive id=\"ip\" description=\"x\"/>");

        assertEquals(Outcome.OK, enabled.outcome(), enabled.message());
        assertEquals(Outcome.DENIED, refused.outcome());
        assertEquals("joe may not change value of <nvpair id=\"acl\">: no rule of the role tagger allows it", refused.message());
        assertEquals(Outcome.OK, allowed.outcome(), allowed.message());
        assertEquals(Outcome.OK, root.outcome(), root.message());
        assertTrue(cluster.node("n2").cib().byId("u").isPresent());
        assertEquals("joe", cluster.node("n2").history().changes().reversed().get(1).user());
    }
}
