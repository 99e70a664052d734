package io.systole.core.cib.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.xml.CibReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake each, in a small cluster that is otherwise in order, and the sentences that a person gets to read. */
class SemanticCheckTest {
    private static final String WEB = "<primitive id='web' class='ocf' provider='systole' type='httpd'/>";
    private static final String DB = "<primitive id='db' class='ocf' provider='systole' type='mysqld'/>";

    @ParameterizedTest(name = "{0}")
    @MethodSource({"structure", "references", "values"})
    void theSentenceNamesElementAndRemedy(String mistake, String resources, String rest, String sentence) {
        String xml = "<cib validate-with='pacemaker-4.0'><configuration><nodes><node id='1' uname='n1'/></nodes>\n"
                + "<resources>" + resources + "</resources>" + rest + "</configuration></cib>";

        List<Problem> problems = CibValidator.check(CibReader.document(xml));

        assertEquals(List.of(sentence), problems.stream().map(Problem::toString).toList());
    }

    private static String acl(String xpath) {
        return "<acls><acl_role id='r'><acl_permission id='p' kind='deny' xpath='" + xpath + "'/></acl_role></acls>";
    }

    static Stream<Arguments> structure() {
        return Stream.of(
                row("rule without XPath", "", acl("//nvpair["),
                        "error: acl_permission \"p\" (line 2): \"//nvpair[\" is no XPath that selects elements (A location path was"
                                + " expected, but the end of the XPath expression was found instead); correct it, or delete the rule"),
                row("rule whose quotes got lost", "", acl("//nvpair[@name=password]"),
                        "warning: acl_permission \"p\" (line 2): \"//nvpair[@name=password]\" compares with an element password, not with a"
                                + " text; if the quotes got lost, put the whole in double quotes: \"xpath://nvpair[@name='password']\""),
                row("same id twice", WEB + "\n<group id='web'>" + DB + "</group>", "",
                        "error: group \"web\" (line 3): the id \"web\" is already that of a primitive in line 2; "
                                + "give one of them another id"),
                row("group in a group", "<group id='g'>" + WEB + "<group id='h'>" + DB + "</group></group>", "",
                        "error: group \"g\" (line 2): it contains group \"h\" (line 2), but a group cannot contain a group; "
                                + "put its members into group \"g\" directly, or join the two by colocation and order"),
                row("clone in a group", "<group id='g'>" + WEB + "<clone id='c'>" + DB + "</clone></group>", "",
                        "error: group \"g\" (line 2): it contains clone \"c\" (line 2), but a group can only contain primitives; "
                                + "join the two by colocation and order"),
                row("empty group", "<group id='g'/>", "",
                        "error: group \"g\" (line 2): the group is empty; give it at least one primitive, or delete it"),
                row("clone of nothing", "<clone id='c'/>", "",
                        "error: clone \"c\" (line 2): it has nothing to clone; a clone contains exactly one primitive or group"),
                row("clone of two", "<clone id='c'>" + WEB + DB + "</clone>", "",
                        "error: clone \"c\" (line 2): it contains 2 resources; a clone contains exactly one primitive or group; "
                                + "make a group of them, or a clone of each"),
                row("clone of a clone", "<clone id='c'><clone id='d'>" + DB + "</clone></clone>", "",
                        "error: clone \"c\" (line 2): it contains clone \"d\" (line 2), but only a primitive or a group can be cloned"),
                row("bundle without a container", "<bundle id='b'/>", "",
                        "error: bundle \"b\" (line 2): it does not say how containers are run; add a <podman image=\"…\"/> element"),
                row("two operations of one interval",
                        "<primitive id='web' class='lsb' type='x'><operations><op id='a' name='monitor' interval='10'/>"
                                + "<op id='b' name='monitor' interval='10s'/></operations></primitive>", "",
                        "error: primitive \"web\" (line 2): op \"a\" (line 2) and op \"b\" (line 2) are both \"monitor\" with "
                                + "interval 10s; give one of them another interval, or delete it"),
                row("two roles of one interval",
                        "<primitive id='web' class='lsb' type='x'><operations><op id='a' name='monitor' interval='10'/>"
                                + "<op id='b' name='monitor' interval='10s' role='Promoted'/></operations></primitive>", "",
                        "warning: primitive \"web\" (line 2): op \"a\" (line 2) and op \"b\" (line 2) are both \"monitor\" with "
                                + "interval 10s, so they count as one although their roles differ; give one of them another interval"));
    }

    static Stream<Arguments> references() {
        return Stream.of(
                row("constraint on a missing resource", WEB,
                        "<constraints><rsc_location id='l' rsc='cache' node='n1' score='1'/></constraints>",
                        "error: rsc_location \"l\" (line 2): rsc=\"cache\" refers to a resource or tag that does not exist; "
                                + "create it, or delete the constraint"),
                row("constraint on a misspelt resource", "<group id='webserver'>" + WEB + "</group>" + DB,
                        "<constraints><rsc_colocation id='c' rsc='db' with-rsc='websever' score='1'/></constraints>",
                        "error: rsc_colocation \"c\" (line 2): with-rsc=\"websever\" refers to a resource or tag that does not exist; "
                                + "did you mean \"webserver\"?"),
                row("set with a missing resource", WEB, "<constraints><rsc_order id='o'><resource_set id='s'><resource_ref id='web'/>"
                                + "<resource_ref id='nothing'/></resource_set></rsc_order></constraints>",
                        "error: rsc_order \"o\" (line 2): resource_ref \"nothing\" refers to a resource or tag that does not exist; "
                                + "create it, or delete the constraint"),
                row("empty set", WEB, "<constraints><rsc_order id='o'><resource_set id='s'/></rsc_order></constraints>",
                        "error: rsc_order \"o\" (line 2): resource_set \"s\" (line 2) is empty; "
                                + "name at least one resource in it, or delete it"),
                row("unknown node", WEB, "<constraints><rsc_location id='l' rsc='web' node='far-away' score='1'/></constraints>",
                        "warning: rsc_location \"l\" (line 2): node \"far-away\" is not known; "
                                + "the constraint has no effect until a node of that name joins"),
                row("resource with itself", WEB, "<constraints><rsc_order id='o' first='web' then='web'/></constraints>",
                        "error: rsc_order \"o\" (line 2): it relates \"web\" to itself; name another resource in then, or delete it"),
                row("orders in a circle", WEB + DB, "<constraints><rsc_order id='o' first='web' then='db'/>"
                                + "<rsc_order id='p' first='db' then='web'/></constraints>",
                        "warning: <constraints> (line 2): the mandatory orders form a loop: web → db → web; none of these resources can "
                                + "start until one of the orders is deleted or made optional"),
                row("missing template", "<primitive id='web' template='tpl'/>", "",
                        "error: primitive \"web\" (line 2): there is no template \"tpl\"; define it, or give the primitive class and type"),
                row("dangling id-ref", "<primitive id='web' class='lsb' type='x'><meta_attributes id-ref='m'/></primitive>", "",
                        "error: meta_attributes \"m\" (line 2): there is no meta_attributes with the id \"m\"; "
                                + "define it, or write the content here"),
                row("id-ref to another tag", "<primitive id='web' class='lsb' type='x'><meta_attributes id-ref='web'/></primitive>", "",
                        "error: meta_attributes \"web\" (line 2): there is no meta_attributes with the id \"web\", "
                                + "only a primitive of that id; define it, or write the content here"),
                row("rule that contains itself", WEB, "<constraints><rsc_location id='l' rsc='web'><rule id='r' score='1'>"
                                + "<rule id-ref='r'/></rule></rsc_location></constraints>",
                        "error: rule \"r\" (line 2): it contains a reference to itself (id-ref=\"r\"); break the loop"),
                row("tag of nothing", WEB, "<tags><tag id='t'><obj_ref id='web'/><obj_ref id='gone'/></tag></tags>",
                        "error: tag \"t\" (line 2): there is nothing with the id \"gone\"; remove it from the tag"),
                row("tag that contains itself", WEB, "<tags><tag id='t'><obj_ref id='t'/></tag></tags>",
                        "error: tag \"t\" (line 2): the tag contains itself (t → t); break the loop"),
                row("missing access role", WEB, "<acls><acl_target id='joe'><role id='boss'/></acl_target></acls>",
                        "error: acl_target \"joe\" (line 2): there is no acl_role \"boss\"; define it, or remove the reference"),
                row("missing fence device", WEB,
                        "<fencing-topology><fencing-level id='f' target='n1' index='1' devices='ipmi'/></fencing-topology>",
                        "warning: fencing-level \"f\" (line 2): there is no fence device \"ipmi\"; the level fails until it is defined"));
    }

    static Stream<Arguments> values() {
        return Stream.of(
                row("score", WEB, "<constraints><rsc_location id='l' rsc='web' node='n1' score='infinity'/></constraints>",
                        "error: rsc_location \"l\" (line 2): score=\"infinity\" is no score; write a whole number, INFINITY or -INFINITY"),
                row("interval", op("interval='often'"), "",
                        "error: op \"o\" (line 2): interval=\"often\" is no span of time; "
                                + "write a number with s, ms, min or h, for example 20s"),
                row("timeout", op("interval='10s' timeout='PT1M'"), "",
                        "error: op \"o\" (line 2): timeout=\"PT1M\" is no span of time; "
                                + "write a number with s, ms, min or h, for example 20s"),
                row("truth", WEB, property("maintenance-mode", "maybe"),
                        "error: nvpair \"n\" (line 2): maintenance-mode=\"maybe\" cannot be understood; write true or false"),
                row("unknown property", WEB, property("auto-failbak", "false"),
                        "warning: nvpair \"n\" (line 2): there is no cluster option \"auto-failbak\"; did you mean \"auto-failback\"?"),
                row("older word", WEB, property("stonith-action", "poweroff"),
                        "warning: nvpair \"n\" (line 2): stonith-action=\"poweroff\" is an older word; write off"),
                row("choice", WEB, property("no-quorum-policy", "panic"),
                        "error: nvpair \"n\" (line 2): no-quorum-policy=\"panic\" cannot be understood; "
                                + "write stop, freeze, ignore, demote, fence or suicide"),
                row("duration", WEB, property("cluster-recheck-interval", "soon"),
                        "error: nvpair \"n\" (line 2): cluster-recheck-interval=\"soon\" cannot be understood; "
                                + "write a number with s, ms, min or h, for example 20s"),
                row("meta attribute", "<primitive id='web' class='lsb' type='x'><meta_attributes id='m'>"
                                + "<nvpair id='n' name='target-role' value='Running'/></meta_attributes></primitive>", "",
                        "error: nvpair \"n\" (line 2): target-role=\"Running\" cannot be understood; "
                                + "write Started, Stopped, Promoted or Unpromoted"));
    }

    @Test
    void twoNodesOfOneNameAreRefused() {
        String xml = "<cib validate-with='pacemaker-4.0'><configuration><nodes><node id='1' uname='n1'/>\n<node id='2' uname='n1'/></nodes>"
                + "</configuration></cib>";

        List<Problem> problems = CibValidator.check(CibReader.document(xml));

        assertEquals("[error: node \"2\" (line 2): the name \"n1\" is already that of node \"1\" (line 1); delete one of them]",
                problems.toString());
    }

    private static Arguments row(String mistake, String resources, String rest, String sentence) {
        return Arguments.of(mistake, resources, rest, sentence);
    }

    private static String op(String attributes) {
        return "<primitive id='web' class='lsb' type='x'><operations><op id='o' name='monitor' " + attributes
                + "/></operations></primitive>";
    }

    private static String property(String name, String value) {
        return "<crm_config><cluster_property_set id='s'><nvpair id='n' name='" + name + "' value='" + value
                + "'/></cluster_property_set></crm_config>";
    }
}
