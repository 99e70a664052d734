package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import java.util.stream.Stream;

/** Whether any resource asks for unfencing (rule 1:S-66). */
final class Unfencing {
    private Unfencing() {}

    static boolean inUse(Facts facts) {
        Stream<Element> sets = Stream.concat(facts.section("resources").tree(), facts.section("rsc_defaults").tree())
                .filter(element -> element.is("meta_attributes"));
        return sets.flatMap(set -> set.children("nvpair").stream()).anyMatch(pair -> "unfencing".equals(pair.get("value"))
                && ("provides".equals(pair.get("name")) || "requires".equals(pair.get("name"))));
    }
}
