package io.systole.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.Element;
import io.systole.core.cib.edit.CibEditor;
import io.systole.core.cib.xml.CibReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two people change the configuration, and the copy that one of them began with does not know the change of the other yet. Found by
 * {@code ./systole writes}: changes of a property that were made on a node that lagged behind undid acknowledged ones.
 */
class ConcurrentChangesTest {
    private static final Cib BASE = CibReader.cib("""
            <cib validate-with="pacemaker-3.9"><configuration>
              <crm_config><cluster_property_set id="o"><nvpair id="o-a" name="a" value="1"/></cluster_property_set></crm_config>
              <nodes><node id="1" uname="n1"><instance_attributes id="i"><nvpair id="i-z" name="z" value="0"/>
                </instance_attributes></node></nodes><resources><primitive id="p" class="ocf" provider="systole" type="Dummy">
                <meta_attributes id="m"><nvpair id="m-q" name="q" value="1"/></meta_attributes></primitive></resources><constraints/>
            </configuration><status/></cib>""");

    @ParameterizedTest
    @CsvSource({
        "crm_config, o, cluster_property_set, a, 2, b, 3",
        "crm_config, o, cluster_property_set, b, 2, c, 3",
        "nodes, 1, instance_attributes, a, 1, b, 2",
        "resources, p, meta_attributes, q, 7, b, 2",
    })
    void bothChangesSurvive(String section, String owner, String tag, String hers, String value, String his, String other) {
        Cib herWish = set(BASE, section, owner, tag, hers, value);
        Cib present = set(BASE, section, owner, tag, his, other);

        EditResult result = CibEditor.apply(present, ConfigurationChanges.between(BASE, herWish));

        assertTrue(result instanceof EditResult.Changed, result::toString);
        Element root = ((EditResult.Changed) result).cib().root();
        assertEquals(value, pair(root, hers));
        assertEquals(other, pair(root, his));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aFirstSetOfPropertiesMeetsThatOfTheDc(boolean withSection) {
        Cib base = empty(withSection ? "<crm_config/>" : "");
        Cib herWish = empty(properties("stonith-enabled", "false"));
        Cib present = empty(properties("cluster-infrastructure", "systole"));

        EditResult result = CibEditor.apply(present, ConfigurationChanges.between(base, herWish));

        assertTrue(result instanceof EditResult.Changed, result::toString);
        Element root = ((EditResult.Changed) result).cib().root();
        assertEquals("false", pair(root, "stonith-enabled"));
        assertEquals("systole", pair(root, "cluster-infrastructure"));
        assertEquals(1, root.tree().filter(each -> each.is("crm_config")).count());
    }

    private static String properties(String name, String value) {
        return "<crm_config><cluster_property_set id='cib-bootstrap-options'><nvpair id='cib-bootstrap-options-" + name + "' name='"
                + name + "' value='" + value + "'/></cluster_property_set></crm_config>";
    }

    private static Cib empty(String section) {
        return CibReader.cib("<cib validate-with='pacemaker-3.9'><configuration>" + section
                + "<nodes/><resources/><constraints/></configuration><status/></cib>");
    }

    private static String pair(Element root, String name) {
        return root.tree().filter(each -> each.is("nvpair") && name.equals(each.get("name"))).map(each -> each.get("value"))
                .reduce((first, last) -> last).orElse("");
    }

    private static Cib set(Cib cib, String section, String owner, String tag, String name, String value) {
        Element around = cib.section(section);
        Element target = section.equals("crm_config") ? around
                : around.children().stream().filter(each -> owner.equals(each.id())).findFirst()
                .orElseThrow();
        Element changed = Attributes.set(target, tag, tag + "-new", name, value);
        return cib.withSection(target == around ? changed : around.replacing(target, changed));
    }
}
