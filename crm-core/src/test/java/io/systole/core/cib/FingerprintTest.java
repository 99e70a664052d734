package io.systole.core.cib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static Fingerprint of(String xml) {
        return CibReader.element(xml).fingerprint();
    }

    @Test
    void equalElementsHaveTheSameHoweverTheyCameAbout() {
        Element built = Element.of("a", "x", "1", "y", "2").plus(Element.of("b")).plus(Element.of("c").withText("t"));

        assertEquals(of("<a x='1' y='2'><b/><c>t</c></a>"), built.fingerprint());
        assertEquals(32, built.fingerprint().toString().length());
    }

    @Test
    void everythingThatIsWrittenCounts() {
        Fingerprint plain = of("<a x='1' y='2'><b/><c/></a>");

        for (String other : List.of("<z x='1' y='2'><b/><c/></z>", "<a x='1' y='3'><b/><c/></a>", "<a y='2' x='1'><b/><c/></a>",
                "<a x='1'><b/><c/></a>", "<a x='1' y='2'><c/><b/></a>", "<a x='1' y='2'><b/></a>", "<a x='1' y='2'><b><c/></b></a>",
                "<a x='1' y='2'>t<b/><c/></a>", "<a x='1y' _='2'><b/><c/></a>")) {
            assertNotEquals(plain, of(other), other);
        }
    }

    @Test
    void whoWroteItAndWhenDoesNotCount() {
        assertEquals(of("<cib epoch='1'><s/></cib>"),
                of("<cib epoch='1' cib-last-written='now' update-origin='n1' update-client='crm' update-user='root'>"
                        + "<s crm-debug-origin='x'/></cib>"));
    }

    @Test
    void itIsKeptByWhatAChangeLeavesAlone() {
        Element kept = Element.of("kept").plus(Element.of("deep"));
        Element before = Element.of("root").plus(kept).plus(Element.of("changed"));
        Fingerprint below = kept.fingerprint();

        Element after = before.replacing(before.children().getLast(), Element.of("changed", "x", "1"));

        assertNotEquals(before.fingerprint(), after.fingerprint());
        assertSame(below, after.children().getFirst().fingerprint());
    }

    @Test
    void randomCibsHaveAnotherOneExactlyIfTheyDiffer() {
        for (long seed = 1; seed <= 200; seed++) {
            var cibs = new RandomCibs(new Random(seed));
            Cib one = cibs.cib();
            Cib changed = cibs.changed(one);
            Cib again = CibReader.cib(CibWriter.text(one));

            assertNotSame(one.root(), again.root());
            assertEquals(one.root().fingerprint(), again.root().fingerprint(), "seed " + seed);
            assertEquals(CibWriter.text(one).equals(CibWriter.text(changed)), one.root().fingerprint().equals(changed.root().fingerprint()),
                    "seed " + seed);
        }
    }
}
