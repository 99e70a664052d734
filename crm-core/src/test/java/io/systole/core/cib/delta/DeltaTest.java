package io.systole.core.cib.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.Edit;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.Element;
import io.systole.core.cib.RandomCibs;
import io.systole.core.cib.edit.CibEditor;
import io.systole.core.cib.history.HistoryForm;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeltaTest {
    private static final Cib BEFORE = cib("""
            <resources>
              <primitive id="web"><meta_attributes id="m"><nvpair id="p" name="priority" value="1"/></meta_attributes></primitive>
              <group id="g"><primitive id="a"/><primitive id="b"/><primitive id="c"/></group>
            </resources>
            <constraints><rsc_location id="l" rsc="web" node="n1"/></constraints>""");

    private static Cib cib(String sections) {
        return Cib.of(CibReader.element("<cib validate-with=\"pacemaker-4.0\"><configuration>" + sections + "</configuration></cib>"));
    }

    private static Cib changed(Cib cib, CibChange... changes) {
        return assertInstanceOf(EditResult.Changed.class, CibEditor.apply(cib, List.of(changes))).cib();
    }

    private static CibChange modify(String xml) {
        return new CibChange.Modify("/cib/configuration", CibReader.element(xml), true);
    }

    private static EditResult undone(Cib before, Cib after, Cib now) {
        return DeltaApplication.apply(Delta.inverse(Delta.between(before, after)), now);
    }

    private static String refusal(EditResult result) {
        return assertInstanceOf(EditResult.Refused.class, result).sentence();
    }

    @Test
    void anAttributeGetsItsOldValueBackAndLaterChangesOfOtherThingsStay() {
        Cib after = changed(BEFORE, modify("<nvpair id=\"p\" value=\"2\"/>"));
        Cib now = changed(after, modify("<rsc_location id=\"l\" node=\"n2\"/>"));

        EditResult result = undone(BEFORE, after, now);

        assertEquals(new EditResult.Changed(changed(BEFORE, modify("<rsc_location id=\"l\" node=\"n2\"/>"))), result);
    }

    @Test
    void aValueThatWasSetAgainIsNotOverwritten() {
        Cib after = changed(BEFORE, modify("<nvpair id=\"p\" value=\"2\"/>"));
        Cib now = changed(after, modify("<nvpair id=\"p\" value=\"3\"/>"));

        assertEquals("value of \"priority\" (<nvpair id=\"p\">) was changed since, it is \"3\" now, not \"2\"",
                refusal(undone(BEFORE, after, now)));
    }

    @Test
    void whatWasDeletedComesBackAtItsPlace() {
        Cib after = changed(BEFORE, new CibChange.Delete("//primitive[@id='b']"), new CibChange.Delete("//rsc_location[@id='l']"));

        assertEquals(new EditResult.Changed(BEFORE), undone(BEFORE, after, after));
    }

    @Test
    void whatWasAddedAndChangedSinceIsNotDeleted() {
        Cib after = changed(BEFORE, new CibChange.Create("/cib/configuration/resources", Element.of("primitive", "id", "new")));
        Cib now = changed(after, modify("<primitive id=\"new\" description=\"mine\"/>"));

        assertEquals("<primitive id=\"new\"> was changed since", refusal(undone(BEFORE, after, now)));
    }

    @Test
    void whatWasAddedAndMovedSinceIsNotDeleted() {
        Element fresh = Element.of("primitive", "id", "new");
        Cib after = changed(BEFORE, new CibChange.Create("/cib/configuration/resources", fresh));
        Cib now = changed(BEFORE, new CibChange.Create("//group[@id='g']", fresh));

        assertEquals("<primitive id=\"new\"> was moved since, it is in <group id=\"g\"> now", refusal(undone(BEFORE, after, now)));
    }

    @Test
    void aNewOrderIsTurnedRoundUnlessItWasChangedAgain() {
        Cib after = changed(BEFORE, new CibChange.Replace(CibReader.element(
                "<group id=\"g\"><primitive id=\"c\"/><primitive id=\"a\"/><primitive id=\"b\"/></group>")));
        Cib again = changed(BEFORE, new CibChange.Replace(CibReader.element(
                "<group id=\"g\"><primitive id=\"b\"/><primitive id=\"a\"/><primitive id=\"c\"/></group>")));

        assertEquals(1, Delta.between(BEFORE, after).size());
        assertEquals(new EditResult.Changed(BEFORE), undone(BEFORE, after, after));
        assertEquals("the order of what is in <group id=\"g\"> was changed since", refusal(undone(BEFORE, after, again)));
    }

    @Test
    void aPrimitiveThatWentIntoAGroupComesOutAgain() {
        Cib after = changed(BEFORE, new CibChange.Delete("//primitive[@id='web']"),
                new CibChange.Create("//group[@id='g']", BEFORE.byId("web").orElseThrow()));

        assertEquals(new EditResult.Changed(BEFORE), undone(BEFORE, after, after));
    }

    @Test
    void whatIsUndoneAlreadyIsRefused() {
        Cib after = changed(BEFORE, modify("<nvpair id=\"p\" value=\"2\"/>"));

        assertEquals("nothing of it is left, the configuration is as it would be afterwards", refusal(undone(BEFORE, after, BEFORE)));
    }

    @Test
    void anAdditionToSomethingThatIsGoneIsRefusedWithItsName() {
        Cib after = changed(BEFORE, new CibChange.Delete("//primitive[@id='b']"));
        Cib now = changed(after, new CibChange.Delete("//group[@id='g']"));

        assertEquals("<group id='g'>, where <primitive id=\"b\"> belongs, is gone", refusal(undone(BEFORE, after, now)));
    }

    @Test
    void undoingTheFirstObjectOfASectionKeepsTheOthers() {
        Cib after = changed(BEFORE, new CibChange.Create("/cib/configuration/tags", Element.of("tag", "id", "one")));
        Cib now = changed(after, new CibChange.Create("/cib/configuration/tags", Element.of("tag", "id", "two")));

        Cib undone = assertInstanceOf(EditResult.Changed.class, undone(BEFORE, after, now)).cib();

        assertEquals(Element.of("tags").plus(Element.of("tag", "id", "two")), undone.section("tags"));
    }

    /** Whatever the trees: there and back again, also through the form on disk. */
    @Test
    void editsLeadToTheNewConfigurationAndTheirInverseBack() {
        int tried = 0;
        for (long seed = 0; seed < 5_000; seed++) {
            var cibs = new RandomCibs(new Random(seed));
            Cib from = configuration(cibs.cib());
            Cib to = configuration(cibs.changed(Cib.of(Element.of("cib").withChildren(from.configuration().children()))));
            List<Edit> edits = Delta.between(from, to);
            if (edits.isEmpty() || !identified(from) || !identified(to)) {
                continue;
            }
            tried++;
            String message = "seed " + seed + "\n" + CibWriter.text(from) + CibWriter.text(to) + edits;

            assertEquals(to, full(DeltaApplication.apply(edits, from), message), message);
            assertEquals(from, full(DeltaApplication.apply(Delta.inverse(edits), to), message), message);
            Element form = CibReader.element(CibWriter.line(Element.of("edits").withChildren(HistoryForm.write(edits))));
            assertEquals(edits, HistoryForm.edits(form.children()), message);
        }
        assertTrue(tried > 400, "only " + tried);
    }

    /** Without sections that were left empty. */
    private static Cib full(EditResult result, String message) {
        Cib cib = assertInstanceOf(EditResult.Changed.class, result, message + result).cib();
        return cib.withConfiguration(cib.configuration().withChildren(cib.configuration().children().stream()
                .filter(each -> !each.equals(Element.of(each.name()))).toList()));
    }

    private static Cib configuration(Cib cib) {
        return Cib.of(Element.of("cib").plus(Element.of("configuration").withChildren(cib.root().children().stream()
                .filter(each -> !each.equals(Element.of(each.name()))).toList())));
    }

    private static boolean identified(Cib cib) {
        List<String> all = cib.configuration().tree().filter(each -> each.id() != null).map(each -> each.name() + " " + each.id()).toList();
        return all.stream().distinct().count() == all.size();
    }
}
