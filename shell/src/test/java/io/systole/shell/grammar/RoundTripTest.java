package io.systole.shell.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading what {@code show} prints gives the configuration that it was printed from. */
class RoundTripTest {
    private static Cib load(Cib start, String text) {
        var draft = new Draft(start, AgentNames.unknown());
        Script.read(text).forEach(draft::update);
        return draft.cib();
    }

    /** The sections with their objects by id: {@code show} sorts. */
    private static Element sorted(Cib cib) {
        return cib.configuration().withChildren(cib.configuration().children().stream()
                .map(section -> section.withChildren(section.children().stream()
                        .sorted(Comparator.comparing(each -> each.get("id", "")))
                        .toList()))
                .filter(section -> !section.children().isEmpty())
                .sorted(Comparator.comparing(Element::name))
                .toList());
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRandomConfigurationSurvivesTextIntoAnEmptyCib(long seed) {
        Cib cib = new RandomConfiguration(seed).cib();

        String text = new ConfigurationText(cib, AgentNames.unknown()).all();

        assertEquals(sorted(cib), sorted(load(Cib.empty(), text)), () -> "seed " + seed + "\n" + text);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void loadingTheTextOntoItsOwnCibChangesNothing(long seed) {
        Cib cib = new RandomConfiguration(seed).withOddIds();

        String text = new ConfigurationText(cib, AgentNames.unknown()).all();

        assertEquals(cib, load(cib, text), () -> "seed " + seed + "\n" + text);
    }

    @Test
    void aConfigurationOfEveryKindLooksAsExpected() throws IOException {
        Cib cib = CibReader.cib(resource("every-kind.xml"));

        String text = new ConfigurationText(cib, AgentNames.unknown()).all();

        assertEquals(resource("every-kind.crm"), text);
        assertEquals(cib, load(cib, text));
    }

    @Test
    void rolesAndWhoHasThemAreReadAndWritten() {
        String text = """
                role app_admin \\
                \tdescription="may switch" \\
                \twrite meta:a:target-role \\
                \twrite location:a \\
                \tread ref:a \\
                \tdeny type:nvpair attr:value \\
                \twrite property:maintenance-mode \\
                \tread status \\
                \tread node \\
                \tread node:n1 \\
                \tread params:a \\
                \tread "xpath://nvpair[@name='x' or @name='y']"
                role readall \\
                \tread cib
                acl_target joe \\
                \treadall \\
                \tapp_admin
                acl_group ops \\
                \treadall
                """;

        Cib cib = load(Cib.empty(), text);

        assertEquals(text, new ConfigurationText(cib, AgentNames.unknown()).all());
        assertEquals(cib, load(cib, text));
        assertEquals(Element.of("acl_permission", "kind", "write", "id", "app_admin-0",
                "xpath", "//primitive[@id='a']/meta_attributes/nvpair[@name='target-role']"), cib.byId("app_admin-0").orElseThrow());
        assertEquals("//rsc_location[@id='cli-prefer-a' and @rsc='a']", cib.byId("app_admin-1").orElseThrow().get("xpath"));
        assertEquals(Element.of("acl_target", "id", "joe").plus(Element.of("role", "id", "readall"))
                .plus(Element.of("role", "id", "app_admin")),
                cib.section("acls").child("acl_target", "joe").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            role r                         | needs at least one rule
            role r look cib                | begins with read, write or deny, not with "look"
            role r read                    | is about one thing
            role r read cib status         | begin another one with read, write or deny before "status"
            role r read meta               | "meta" does not say what a rule is about
            role r read attr:x             | is about one thing
            acl_target joe                 | acl_target joe needs at least one role
            """)
    void aWrongRoleIsRefusedWithWhatIsPossible(String line, String part) {
        var refused = assertThrows(CrmSyntaxException.class, () -> load(Cib.empty(), line));

        assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }

    @Test
    void alertsAreReadAndWrittenAsCrmshDoes() {
        String typed = "alert al1 /srv/alert.sh description=\"who is told\" meta timeout=15s attributes foo=bar select nodes fencing"
                + " resources attributes { pingd rack } to { /var/log/x.log meta timestamp-format=\"%H:%M\" attributes level=2 }"
                + " to admin@example.com description=boss\nalert al2 /srv/two.sh select attributes { } attributes x=1\n";

        Cib cib = load(Cib.empty(), typed);

        assertEquals(CibReader.element("""
                <alert id="al1" path="/srv/alert.sh" description="who is told">
                  <meta_attributes id="al1-meta_attributes"><nvpair id="al1-meta_attributes-timeout" name="timeout" value="15s"/>
                  </meta_attributes><instance_attributes id="al1-instance_attributes">
                  <nvpair id="al1-instance_attributes-foo" name="foo" value="bar"/></instance_attributes>
                  <select><select_nodes/><select_fencing/><select_resources/><select_attributes><attribute name="pingd" id="al1-0"/>
                  <attribute name="rack" id="al1-1"/></select_attributes></select>
                  <recipient id="al1-recipient-1" value="/var/log/x.log"><meta_attributes id="al1-recipient-1-meta_attributes">
                  <nvpair id="al1-recipient-1-meta_attributes-timestamp-format" name="timestamp-format" value="%H:%M"/></meta_attributes>
                  <instance_attributes id="al1-recipient-1-instance_attributes">
                  <nvpair id="al1-recipient-1-instance_attributes-level" name="level" value="2"/></instance_attributes></recipient>
                  <recipient id="al1-recipient-2" value="admin@example.com" description="boss"/>
                </alert>"""), cib.byId("al1").orElseThrow());
        String text = new ConfigurationText(cib, AgentNames.unknown()).all();
        assertEquals("""
                alert al1 "/srv/alert.sh" \\
                \tdescription="who is told" \\
                \tmeta timeout=15s \\
                \tattributes foo=bar \\
                \tselect nodes fencing resources attributes { pingd rack } \\
                \tto "/var/log/x.log" meta timestamp-format="%H:%M" attributes level=2 \\
                \tto "admin@example.com" description=boss
                alert al2 "/srv/two.sh" \\
                \tselect attributes { } \\
                \tattributes x=1
                """, text);
        assertEquals(cib, load(cib, text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alert                                      | ends where the id of the alert is expected
            alert a                                    | ends where the program to run, an absolute path is expected
            alert a /x x=1                             | "x=1" is not expected in an alert: possible are meta
            alert a /x select                          | select needs what the alert is to get
            alert a /x select attributes { a           | ends where the name of an attribute, or } is expected
            alert a /x to                              | ends where the recipient is expected
            alert a /x to { b meta timeout=1           | the { before the recipient b is not closed
            alert a /x to b }                          | "}" is not expected in an alert
            """)
    void aWrongAlertIsRefusedWithWhatIsPossible(String line, String part) {
        var refused = assertThrows(CrmSyntaxException.class, () -> load(Cib.empty(), line));

        assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }

    private static String resource(String name) throws IOException {
        try (var stream = RoundTripTest.class.getResourceAsStream("/grammar/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
