package io.systole.core.controller.status;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.Optional;

/** Cluster properties that the DC itself reads or writes ({@code crm_config}). */
public final class ClusterProperties {
    private static final String BOOTSTRAP = "cib-bootstrap-options";

    private ClusterProperties() {}

    /** The value of a property in the first set that has it, without regard to rules. */
    public static Optional<String> get(Cib cib, String name) {
        return cib.section("crm_config").children("cluster_property_set").stream()
                .flatMap(set -> set.children("nvpair").stream()).filter(pair -> name.equals(pair.get("name")))
                .map(pair -> pair.get("value", "")).findFirst();
    }

    /** The CIB with this value; an existing pair of that name is reused (rule C-70). */
    public static Cib set(Cib cib, String name, String value) {
        Element section = cib.section("crm_config");
        for (Element set : section.children("cluster_property_set")) {
            for (Element pair : set.children("nvpair")) {
                if (name.equals(pair.get("name"))) {
                    Element changed = pair.with("value", value);
                    return changed == pair ? cib : cib.withSection(section.replacing(set, set.replacing(pair, changed)));
                }
            }
        }
        Element pair = Element.of("nvpair", "id", BOOTSTRAP + "-" + name, "name", name, "value", value);
        Optional<Element> bootstrap = section.child("cluster_property_set", BOOTSTRAP);
        return cib.withSection(bootstrap.map(set -> section.replacing(set, set.plus(pair)))
                .orElseGet(() -> section.plus(Element.of("cluster_property_set", "id", BOOTSTRAP).plus(pair))));
    }
}
