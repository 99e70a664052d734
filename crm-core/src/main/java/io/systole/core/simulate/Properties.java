package io.systole.core.simulate;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.List;

/** Cluster properties of a CIB, changed. */
final class Properties {
    private static final String SET = "cib-bootstrap-options";

    private Properties() {}

    /** The CIB in which a property has this value; in the set that has it already, else in the first one, else in a new one. */
    static Cib with(Cib cib, String name, String value) {
        Element section = cib.section("crm_config");
        List<Element> sets = section.children("cluster_property_set");
        for (Element set : sets) {
            for (Element pair : set.children("nvpair")) {
                if (name.equals(pair.get("name"))) {
                    return cib.withSection(section.replacing(set, set.replacing(pair, pair.with("value", value))));
                }
            }
        }
        Element set = sets.isEmpty() ? Element.of("cluster_property_set", "id", SET) : sets.getFirst();
        Element changed = set.plus(Element.of("nvpair", "id", set.id() + "-" + name, "name", name, "value", value));
        return cib.withSection(sets.isEmpty() ? section.plus(changed) : section.replacing(set, changed));
    }
}
