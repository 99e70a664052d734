package io.systole.core.cib.acl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.Element;
import io.systole.core.cib.edit.CibEditor;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {
    private static final Cib CIB = CibReader.cib("""
            <cib epoch="4" num_updates="2" admin_epoch="0">
              <configuration>
                <crm_config>
                  <cluster_property_set id="o"><nvpair id="o-acl" name="enable-acl" value="true"/></cluster_property_set>
                </crm_config>
                <nodes/>
                <resources>
                  <primitive id="web" class="ocf"><meta_attributes id="web-m">
                    <nvpair id="web-role" name="target-role" value="Started"/><nvpair id="web-p" name="priority" value="1"/>
                  </meta_attributes></primitive>
                  <primitive id="db" class="ocf"><instance_attributes id="db-i"><nvpair id="db-pw" name="password" value="secret"/>
                  </instance_attributes></primitive>
                </resources>
                <constraints/>
                <acls>
                  <acl_role id="watch">
                    <acl_permission id="w1" kind="read" xpath="/cib"/>
                    <acl_permission id="w2" kind="deny" xpath="//nvpair[@name='password']"/>
                  </acl_role>
                  <acl_role id="switch"><acl_permission id="s1" kind="write" xpath="//nvpair[@name='target-role']"/></acl_role>
                  <acl_role id="one"><acl_permission id="o1" kind="read" reference="web"/></acl_role>
                  <acl_role id="ids"><acl_permission id="i1" kind="read" object-type="nvpair" attribute="value"/></acl_role>
                  <acl_role id="all"><acl_permission id="a1" kind="write" xpath="/"/></acl_role>
                  <acl_role id="places"><acl_permission id="p1" kind="write" xpath="//constraints"/></acl_role>
                  <acl_role id="broken"><acl_permission id="b1" kind="write" xpath="//constraints["/></acl_role>
                  <acl_target id="joe"><role id="watch"/><role id="switch"/></acl_target>
                  <acl_target id="ann"><role id="one"/></acl_target>
                  <acl_target id="x1" name="tom"><role id="all"/></acl_target>
                  <acl_role id="shield"><acl_permission id="b2" kind="deny" xpath="//nvpair["/></acl_role>
                  <acl_target id="bob"><role id="broken"/></acl_target>
                  <acl_target id="sue"><role id="shield"/><role id="all"/></acl_target>
                  <acl_group id="ops"><role id="watch"/><role id="places"/></acl_group>
                </acls>
              </configuration>
              <status/>
            </cib>
            """);

    private static Access limits(String user, String... groups) {
        return Access.limits(CIB, new Subject(user, List.of(groups))).orElseThrow();
    }

    private static Optional<String> refusal(Access access, CibChange change) {
        return access.refusal(assertInstanceOf(EditResult.Changed.class, CibEditor.apply(CIB, change)).cib());
    }

    private static CibChange modify(String xml) {
        return new CibChange.Modify("/cib", CibReader.element(xml), true);
    }

    @Test
    void rootAndTheClusterUserAreNeverLimitedAndNobodyIsWithoutTheOption() {
        Cib off = CIB.withSection(Element.of("crm_config"));

        assertEquals(Optional.empty(), Access.limits(CIB, new Subject("root", List.of())));
        assertEquals(Optional.empty(), Access.limits(CIB, new Subject("hacluster", List.of())));
        assertEquals(Optional.empty(), Access.limits(off, new Subject("eve", List.of())));
    }

    @Test
    void whatIsDeniedIsCutOutOfWhatMayBeRead() {
        Cib seen = limits("joe").readable().orElseThrow();

        assertEquals("<primitive id=\"db\" class=\"ocf\"><instance_attributes id=\"db-i\"/></primitive>",
                CibWriter.line(seen.byId("db").orElseThrow()));
        assertEquals(CIB.version(), seen.version());
        assertEquals(CIB.byId("web"), seen.byId("web"));
    }

    @Test
    void elementsAroundReadableOnesStayBare() {
        Cib seen = limits("ann").readable().orElseThrow();

        assertEquals(CibWriter.line(Element.of("cib").plus(Element.of("configuration").plus(Element.of("resources")
                .plus(CIB.byId("web").orElseThrow())))), CibWriter.line(seen.root()));
    }

    @Test
    void whoHasNoRoleReadsNothing() {
        assertEquals(Optional.empty(), limits("eve").readable());
        assertEquals("eve may read nothing of the CIB: ACLs are enabled, and no acl_target or acl_group gives eve a role",
                limits("eve").nothingReadable());
    }

    @Test
    void aTargetMayHaveANameBesidesItsIdAndGroupsCountToo() {
        assertEquals(Optional.empty(), refusal(limits("tom"), modify("<primitive id='db' description='x'/>")));
        assertEquals(Optional.empty(), refusal(limits("eve", "users", "ops"),
                new CibChange.Create("/cib/configuration/constraints", Element.of("rsc_location", "id", "l", "rsc", "web"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            <nvpair id='web-role' value='Stopped'/>     | none
            <nvpair id='web-p' value='2'/>              | - change value of <nvpair id="web-p"> READ
            <nvpair id='db-pw' value='x'/>              | - change value of <nvpair id="db-pw">: rule "w2" of role "watch" denies it
            <cib admin_epoch='7'/>                      | - change admin_epoch of <cib> READ
            <cib epoch='epoch++'/>                      | none
            <resources><group id='g'><primitive id='n' class='lsb'/></group></resources> | - create <primitive id="n"> READ
            <resources><group id='g'/></resources>      | none
            <acl_target id='joe'><role id='all'/></acl_target> | - create <role id="all"> READ
            """)
    void aChangeIsAllowedOrRefusedWithTheElementAndTheRule(String xml, String expected) {
        assertEquals(expected.replace(" READ", ": rule \"w1\" of role \"watch\" allows only to read it").replaceFirst("^-", "joe may not"),
                refusal(limits("joe"), modify(xml)).orElse("none"));
    }

    @Test
    void deletingIsWritingAllThatIsInIt() {
        assertEquals("joe may not delete <primitive id=\"web\">: rule \"w1\" of role \"watch\" allows only to read it",
                refusal(limits("joe"), new CibChange.Delete("//primitive[@id='web']")).orElseThrow());
        assertEquals(Optional.empty(), refusal(limits("joe"), new CibChange.Delete("//nvpair[@id='web-role']")));
    }

    @Test
    void aNewOrderIsAChangeOfWhatIsAround() {
        CibChange turned = new CibChange.Replace(CIB.section("resources").withChildren(CIB.section("resources").children().reversed()));

        assertEquals("joe may not change the order of what is in <resources>: rule \"w1\" of role \"watch\" allows only to read it",
                refusal(limits("joe"), turned).orElseThrow());
    }

    @Test
    void whatARuleWithoutXPathAllowsIsNothing() {
        assertEquals("bob may not create <rsc_location id=\"l\">: no rule of the role broken allows it", refusal(limits("bob"),
                new CibChange.Create("/cib/configuration/constraints", Element.of("rsc_location", "id", "l", "rsc", "x"))).orElseThrow());
    }

    @Test
    void aDenialWithoutXPathDeniesEverything() {
        assertEquals(Optional.empty(), limits("sue").readable());
        assertEquals("sue may not change description of <primitive id=\"db\">: rule \"b2\" of role \"shield\" denies it",
                refusal(limits("sue"), modify("<primitive id='db' description='x'/>")).orElseThrow());
    }

    @Test
    void theRulesOfTheOldCibCountAlsoWhenTheChangeGivesMoreRights() {
        CibChange both = modify("<configuration><acls><acl_target id='ann'><role id='all'/></acl_target></acls></configuration>");

        assertEquals("ann may not create <role id=\"all\">: no rule of the role one allows it", refusal(limits("ann"), both).orElseThrow());
    }
}
