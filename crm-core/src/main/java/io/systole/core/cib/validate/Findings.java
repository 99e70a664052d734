package io.systole.core.cib.validate;

import io.systole.core.cib.Element;
import io.systole.core.cib.xml.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Collects problems and knows where elements stand. */
final class Findings {
    private final Function<Element, Optional<Place>> places;
    private final List<Problem> problems = new ArrayList<>();

    Findings(Function<Element, Optional<Place>> places) {
        this.places = places;
    }

    void error(Element element, String text) {
        problems.add(new Problem(Problem.Severity.ERROR, where(element), text));
    }

    void warning(Element element, String text) {
        problems.add(new Problem(Problem.Severity.WARNING, where(element), text));
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    Optional<Place> place(Element element) {
        return places.apply(element);
    }

    /** {@code primitive "web" (line 12)}. */
    String where(Element element) {
        return named(element) + places.apply(element).map(place -> " (line " + place.line() + ")").orElse("");
    }

    /** {@code primitive "web"}; an element without id by its tag alone. */
    static String named(Element element) {
        String name = element.id() == null ? element.get("id-ref") : element.id();
        return name == null ? "<" + element.name() + ">" : element.name() + " \"" + name + "\"";
    }
}
