package io.systole.core.cib.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.path.Spot;
import io.systole.core.cib.xml.CibReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A grammar that accepts everything would pass all tests of valid CIBs; here each element gets something that it must not have. */
class GrammarStrictnessTest {
    @Test
    void noElementOfTheConfigurationTakesAnAttributeThatDoesNotExist() throws IOException {
        List<String> accepted = accepted(element -> element.with("bogus", "1"));

        assertEquals(List.of(), accepted);
    }

    @Test
    void noElementOfTheConfigurationTakesAChildThatDoesNotExist() throws IOException {
        List<String> accepted = accepted(element -> element.plus(Element.of("bogus", "id", "bogus")));

        assertEquals(List.of(), accepted);
    }

    @Test
    void noElementOfTheConfigurationTakesText() throws IOException {
        List<String> accepted = accepted(element -> element.withText("bogus"));

        assertEquals(List.of(), accepted);
    }

    private static List<String> accepted(UnaryOperator<Element> damage) throws IOException {
        Cib cib = everything();
        var accepted = new ArrayList<String>();
        var spots = new ArrayList<Spot>();
        collect(Spot.root(cib.root()).children().getFirst(), spots);
        assertTrue(spots.size() > 120, "only " + spots.size() + " elements");
        for (Spot spot : spots) {
            Cib damaged = Cib.of(spot.replace(damage.apply(spot.element())));
            if (!CibValidator.hasErrors(CibValidator.check(damaged))) {
                accepted.add(spot.element().toString());
            }
        }
        return accepted;
    }

    private static void collect(Spot spot, List<Spot> spots) {
        spots.add(spot);
        spot.children().forEach(child -> collect(child, spots));
    }

    private static Cib everything() throws IOException {
        try (InputStream resource = GrammarStrictnessTest.class.getResourceAsStream("everything.xml")) {
            return CibReader.cib(resource.readAllBytes());
        }
    }
}
