package io.systole.core.cib.validate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.path.Spot;
import io.systole.core.cib.xml.CibReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each part of a CIB that has everything is left out once: the checks must cope, and speak in whole sentences. */
class IncompleteCibTest {
    @Test
    void whateverIsMissingTheChecksGoThroughAndNoSentenceHasAHole() throws IOException {
        List<Cib> incomplete = incomplete(everything());
        assertTrue(incomplete.size() > 400, "only " + incomplete.size() + " variants");

        for (Cib cib : incomplete) {
            for (Cib variant : List.of(cib, cib.withAttribute("validate-with", "none"))) {
                CibValidator.check(variant).forEach(problem -> assertFalse(problem.toString().contains("null"), problem::toString));
            }
        }
    }

    private static List<Cib> incomplete(Cib cib) {
        var incomplete = new ArrayList<Cib>();
        var spots = new ArrayList<Spot>();
        collect(Spot.root(cib.root()), spots);
        for (Spot spot : spots) {
            for (String attribute : spot.element().attributes().keySet()) {
                incomplete.add(Cib.of(spot.replace(spot.element().with(attribute, null))));
                incomplete.add(Cib.of(spot.replace(spot.element().with(attribute, ""))));
            }
            if (spot.parent().isPresent()) {
                incomplete.add(Cib.of(spot.remove()));
                incomplete.add(Cib.of(spot.replace(Element.of("group"))));
            }
        }
        return incomplete;
    }

    private static void collect(Spot spot, List<Spot> spots) {
        spots.add(spot);
        spot.children().forEach(child -> collect(child, spots));
    }

    private static Cib everything() throws IOException {
        try (InputStream resource = IncompleteCibTest.class.getResourceAsStream("everything.xml")) {
            return CibReader.cib(resource.readAllBytes());
        }
    }
}
