package io.systole.core.cib.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.CibChange.Create;
import io.systole.core.cib.CibChange.Delete;
import io.systole.core.cib.CibChange.Modify;
import io.systole.core.cib.CibChange.Replace;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.EditResult.Reason;
import io.systole.core.cib.Element;
import io.systole.core.cib.patch.CibDiff;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CibEditorTest {
    private static final String RESOURCES = "/cib/configuration/resources";
    private static final Cib CIB = CibReader.cib("""
            <cib admin_epoch="0" epoch="3" num_updates="7"><configuration><crm_config/>
              <resources>
                <primitive id="web" class="ocf"><meta_attributes id="m"><nvpair id="n" name="x" value="1"/></meta_attributes></primitive>
              </resources></configuration>
              <status><node_state id="1"/></status></cib>""");

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "1000000000000", "-1", "many", ""})
    void aVersionThatCouldNotGrowAnyMoreIsRefused(String epoch) {
        EditResult result = CibEditor.apply(Cib.empty(), List.of(new CibChange.Modify("/cib", Element.of("cib", "epoch", epoch), false)));

        assertEquals("the CIB would be wrong afterwards: it has the epoch \"" + epoch + "\", which is no number from 0 to 999999999999",
                assertInstanceOf(EditResult.Refused.class, result).sentence());
    }

    @Test
    void aCreatedElementComesLast() {
        Element db = Element.of("primitive", "id", "db");

        Cib changed = changed(new Create(RESOURCES, db));

        assertEquals(List.of("web", "db"), changed.section("resources").children().stream().map(Element::id).toList());
    }

    @Test
    void whatExistsIsNotCreatedAgain() {
        var again = new Create(RESOURCES, Element.of("primitive", "id", "web"));

        EditResult result = CibEditor.apply(CIB, again);

        assertEquals(new EditResult.Refused(Reason.EXISTS,
                "<primitive id=\"web\"> exists already in <resources>; modify it, or choose another id"), result);
    }

    @Test
    void aMissingSectionIsMade() {
        var tag = new Create("/cib/configuration/tags", Element.of("tag", "id", "t"));
        var property = new Modify("/cib/configuration", CibReader.element("<crm_config><x id='o'/></crm_config>"), false);

        Cib withTag = changed(tag);
        Cib withProperty = changed(property);

        assertEquals("<tags><tag id=\"t\"/></tags>", CibWriter.line(withTag.section("tags")));
        assertEquals("<crm_config><x id=\"o\"/></crm_config>", CibWriter.line(withProperty.section("crm_config")));
    }

    @Test
    void modifyMergesAndNeverRemoves() {
        Element update = CibReader.element("<primitive id='web' type='httpd'><meta_attributes id='m'><nvpair id='n' value='2'/>"
                + "<nvpair id='k' name='y' value='3'/></meta_attributes></primitive>");

        Cib changed = changed(new Modify("/cib/configuration", update, false));

        assertEquals("<resources><primitive id=\"web\" class=\"ocf\" type=\"httpd\"><meta_attributes id=\"m\">"
                + "<nvpair id=\"n\" name=\"x\" value=\"2\"/><nvpair id=\"k\" name=\"y\" value=\"3\"/>"
                + "</meta_attributes></primitive></resources>", CibWriter.line(changed.section("resources")));
    }

    @Test
    void modifyOfWhatIsNotThereIsRefusedUnlessItMayBeMade() {
        Element node = Element.of("node_state", "id", "2");

        EditResult refused = CibEditor.apply(CIB, new Modify("/cib/status", node, false));
        Cib made = changed(new Modify("/cib/status", node, true));

        assertEquals(Reason.NOT_FOUND, assertInstanceOf(EditResult.Refused.class, refused).reason());
        assertEquals(2, made.status().children().size());
    }

    @Test
    void valuesCanBeCounted() {
        List<String> updates = List.of("value++", "value+=5", "value+=-3", "value+=2000000", "value+x", "value");

        List<String> values = updates.stream()
                .map(value -> changed(new Modify(RESOURCES, Element.of("nvpair", "id", "n", "value", value), false)))
                .map(cib -> cib.byId("n").orElseThrow().get("value")).toList();

        assertEquals(List.of("2", "6", "-2", "1000000", "value+x", "value"), values);
    }

    @Test
    void modifyingWithoutEffectGivesTheSameCib() {
        Element same = Element.of("nvpair", "id", "n", "value", "1");

        Cib changed = changed(new Modify(RESOURCES, same, false));

        assertSame(CIB, changed);
    }

    @Test
    void adminEpochCanBeRaisedButNotLowered() {
        Cib raised = changed(new Modify("/cib", Element.of("cib", "admin_epoch", "2"), false));

        EditResult lowered = CibEditor.apply(raised, new Modify("/cib", Element.of("cib", "admin_epoch", "1"), false));

        assertEquals(2, raised.version().adminEpoch());
        assertEquals(Reason.OLD_VERSION, assertInstanceOf(EditResult.Refused.class, lowered).reason());
    }

    @Test
    void replaceExchangesTheElementAsAWhole() {
        Element bare = Element.of("primitive", "id", "web", "class", "lsb");

        Cib changed = changed(new Replace(bare));
        EditResult missing = CibEditor.apply(CIB, new Replace(Element.of("primitive", "id", "db")));

        assertEquals(List.of(bare), changed.section("resources").children());
        assertEquals(Reason.NOT_FOUND, assertInstanceOf(EditResult.Refused.class, missing).reason());
    }

    @Test
    void aWholeCibMustNotBeOlderAndWithoutAStatusLeavesItAlone() {
        Cib newer = CibReader.cib("<cib admin_epoch='0' epoch='4' num_updates='0'><configuration/></cib>");
        Cib older = CibReader.cib("<cib admin_epoch='0' epoch='2' num_updates='9'><configuration/><status/></cib>");

        Cib changed = changed(new Replace(newer.root()));
        EditResult refused = CibEditor.apply(CIB, new Replace(older.root()));

        assertEquals(CIB.status(), changed.status());
        assertEquals(new EditResult.Refused(Reason.OLD_VERSION, "version 0.2.9 is older than the present 0.3.7; "
                + "take the present CIB as the base, or raise admin_epoch"), refused);
    }

    @Test
    void deletingWhatIsNotThereFulfilsTheWish() {
        Cib without = changed(new Delete(RESOURCES + "/primitive[@id='web']"));

        EditResult again = CibEditor.apply(without, new Delete("//primitive[@id='web']"));

        assertEquals(List.of(), without.section("resources").children());
        assertSame(without, assertInstanceOf(EditResult.Changed.class, again).cib());
    }

    @Test
    void theWholeCibIsNotDeletedAndABadPathIsNamed() {
        EditResult whole = CibEditor.apply(CIB, new Delete("/cib"));
        EditResult unreadable = CibEditor.apply(CIB, new Delete("/cib/primitive[id='web']"));

        assertEquals(Reason.INVALID, assertInstanceOf(EditResult.Refused.class, whole).reason());
        assertEquals(new EditResult.Refused(Reason.INVALID, "path /cib/primitive[id='web'], character 16: expected @; "
                + "a path looks like /cib/configuration/resources/primitive[@id='web']"), unreadable);
    }

    @Test
    void severalChangesAreMadeTogetherOrNotAtAll() {
        var good = new Create(RESOURCES, Element.of("primitive", "id", "db"));
        var bad = new Create("/cib/configuration/nowhere", Element.of("x"));

        EditResult result = CibEditor.apply(CIB, List.of(good, bad));

        assertEquals(new EditResult.Refused(Reason.NOT_FOUND, "there is no /cib/configuration/nowhere in this CIB"), result);
    }

    @Test
    void aPatchIsAChangeToo() {
        Cib target = CIB.withStatus(Element.of("status")).withVersion(CIB.version().nextUpdate());

        Cib changed = changed(new CibChange.ApplyPatch(CibDiff.between(CIB, target)));

        assertEquals(target, changed);
    }

    private static Cib changed(CibChange change) {
        return assertInstanceOf(EditResult.Changed.class, CibEditor.apply(CIB, change)).cib();
    }
}
