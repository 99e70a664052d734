package io.systole.shell.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Elements and ids as crmsh makes them of the same lines. */
class StatementParserTest {
    private static final String PRIMITIVES = "primitive a Dummy\nprimitive b Dummy\nprimitive c Dummy\nprimitive d Dummy\n";

    private static Cib cib(String text) {
        var draft = new Draft(Cib.empty(), AgentNames.unknown());
        Script.read(text).forEach(draft::create);
        return draft.cib();
    }

    @Test
    void aPrimitiveGetsIdsMadeOfItsOwn() {
        String line = "primitive vip IPaddr2 params ip=10.0.0.10 op monitor interval=10s timeout=20s op start timeout=9s "
                + "meta migration-threshold=3";

        Element vip = cib(line).byId("vip").orElseThrow();

        assertEquals(CibReader.element("""
                <primitive id="vip" class="ocf" provider="heartbeat" type="IPaddr2">
                  <instance_attributes id="vip-instance_attributes">
                    <nvpair name="ip" value="10.0.0.10" id="vip-instance_attributes-ip"/>
                  </instance_attributes>
                  <operations>
                    <op name="monitor" interval="10s" timeout="20s" id="vip-monitor-10s"/>
                    <op name="start" interval="0s" timeout="9s" id="vip-start-0s"/>
                  </operations>
                  <meta_attributes id="vip-meta_attributes">
                    <nvpair name="migration-threshold" value="3" id="vip-meta_attributes-migration-threshold"/>
                  </meta_attributes>
                </primitive>"""), vip);
    }

    @Test
    void otherAttributesOfAnOperationBecomeItsInstanceAttributes() {
        String line = "primitive web apache op monitor interval=30s OCF_CHECK_LEVEL=10";

        Element op = cib(line).byId("web-monitor-30s").orElseThrow();

        assertEquals("web-monitor-30s-instance_attributes", op.child("instance_attributes").orElseThrow().id());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "location l a 100: n1 | <rsc_location id='l' rsc='a' score='100' node='n1'/>",
        "location l a -inf: n1 | <rsc_location id='l' rsc='a' score='-INFINITY' node='n1'/>",
        "location l /a.*/ resource-discovery=never 5: n1 | "
                + "<rsc_location id='l' rsc-pattern='a.*' resource-discovery='never' score='5' node='n1'/>",
        "colocation l inf: a b:Promoted | <rsc_colocation id='l' score='INFINITY' rsc='a' with-rsc='b' with-rsc-role='Promoted'/>",
        "order l a b | <rsc_order id='l' first='a' then='b'/>",
        "order l 0: a:stop b symmetrical=false | "
                + "<rsc_order id='l' kind='Optional' symmetrical='false' first='a' first-action='stop' then='b'/>",
        "order l Mandatory: a ( b c ) d | <rsc_order id='l' kind='Mandatory'>"
                + "<resource_set id='l-0'><resource_ref id='a'/></resource_set>"
                + "<resource_set id='l-1' sequential='false'><resource_ref id='b'/><resource_ref id='c'/></resource_set>"
                + "<resource_set id='l-2'><resource_ref id='d'/></resource_set></rsc_order>",
        "location l a rule -inf: not_defined pingd or pingd number:lte 0 | <rsc_location id='l' rsc='a'>"
                + "<rule id='l-rule' score='-INFINITY' boolean-op='or'>"
                + "<expression id='l-rule-expression' operation='not_defined' attribute='pingd'/>"
                + "<expression id='l-rule-expression-0' operation='lte' attribute='pingd' type='number' value='0'/></rule></rsc_location>",
    })
    void constraintsHaveTheXmlThatCrmshMakes(String line, String xml) {
        String text = PRIMITIVES + line;

        Element constraint = cib(text).byId("l").orElseThrow();

        assertEquals(CibReader.element(xml), constraint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "group g nope | line 5: group g needs the resource \"nope\", which does not exist",
        "location l a n1 | line 5: location l needs SCORE: NODE or a rule, not \"n1\"",
        "order l Sometimes: a b | line 5: \"Sometimes:\" is no kind of order in l: use Mandatory:, Optional: or Serialize:",
        "colocation l inf: a:Chief b | line 5: \"Chief\" is no role: use Started, Stopped, Promoted, Unpromoted",
        "primitive a Dummy | line 5: a exists already; change it with \"load update\" or delete it first",
        "property maintenance-mode | line 5: \"maintenance-mode\" has no value: write NAME=VALUE (empty: remove the option)",
        "order l a ( b c | line 5: a \")\" is missing in l",
        "clone c2 a b | line 5: clone c2 needs exactly one resource",
        "group a b | line 5: the id \"a\" is in use by a <primitive>; choose another",
        "primitive x Dummy op monitor OCF_CHECK_LEVEL=1 interval=1s | "
                + "line 5: \"interval\" of the operation must come before its instance attribute \"OCF_CHECK_LEVEL=1\"",
    })
    void whatIsWrongIsSaidInOneSentenceWithItsLine(String line, String sentence) {
        String text = PRIMITIVES + line;

        var complaint = assertThrows(CrmSyntaxException.class, () -> cib(text));

        assertEquals(sentence, complaint.getMessage());
    }

    @Test
    void aGroupInAGroupIsRefused() {
        String text = PRIMITIVES + "group g a b\ngroup h c g";

        var complaint = assertThrows(CrmSyntaxException.class, () -> cib(text));

        assertEquals("line 6: a group cannot hold the group \"g\": its members are primitives", complaint.getMessage());
    }

    @Test
    void propertiesAreMergedAndAnEmptyValueRemovesOne() {
        String text = "property a=1 b=2\nproperty a= c=3";

        Element set = cib(text).byId("cib-bootstrap-options").orElseThrow();

        assertEquals("b=2 c=3", String.join(" ", set.children().stream().map(pair -> pair.get("name") + "=" + pair.get("value")).toList()));
    }

    @Test
    void deletingAGroupFreesItsMembersAndPointsConstraintsAtTheFirst() {
        var draft = new Draft(cib(PRIMITIVES + "group g a b\nlocation l g 5: n1\norder o c d\ntag t c"), AgentNames.unknown());

        var remarks = Stream.of("g", "c").flatMap(id -> draft.delete(List.of(id)).remarks().stream()).toList();

        assertEquals("primitive a ocf:heartbeat:Dummy|location l a 5: n1", draft.text().only(Set.of("a", "l")).strip()
                .replace("primitive a Dummy", "primitive a ocf:heartbeat:Dummy").replace("\n", "|"));
        assertEquals(List.of("location:l now names a instead of g", "hanging order:o deleted",
                "tag:t deleted, since it names nothing any more"), remarks);
    }

    @Test
    void renamingChangesEveryMention() {
        var draft = new Draft(cib(PRIMITIVES + "group g a b\ncolocation k inf: a c\nlocation cli-prefer-a a inf: n1"),
                AgentNames.unknown());

        draft.rename("a", "z");

        assertEquals("group g z b\ncolocation k inf: z c\nlocation cli-prefer-z z inf: n1\n",
                draft.text().only(Set.of("g", "k", "cli-prefer-z")));
    }
}
