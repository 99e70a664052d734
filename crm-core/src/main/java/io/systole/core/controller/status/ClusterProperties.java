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
        // Asked with each event, so no streams here.
        for (Element set : cib.section("crm_config").children()) {
            if (set.is("cluster_property_set")) {
                for (Element pair : set.children()) {
                    if (pair.is("nvpair") && name.equals(pair.get("name"))) {
                        return Optional.of(pair.get("value", ""));
                    }
                }
            }
        }
        return Optional.empty();
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
