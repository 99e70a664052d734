package io.systole.core.cib.upgrade;

import io.systole.core.cib.Element;
import java.util.Map;
import java.util.Optional;

/** Adds values to the defaults of resources or operations, unless they have a value of that name already (rule 1:S-14). */
final class Defaults {
    private Defaults() {}

    static Element given(Element configuration, String section, Map<String, String> values) {
        if (values.isEmpty()) {
            return configuration;
        }
        Element defaults = configuration.child(section).orElse(Element.of(section));
        Element changed = configuration.child(section).isPresent() ? configuration : configuration.plus(defaults);
        return changed.replacing(defaults, withPairs(defaults, section, values));
    }

    private static Element withPairs(Element parent, String id, Map<String, String> values) {
        Optional<Element> plain = parent.children("meta_attributes").stream().filter(set -> set.child("rule").isEmpty()).findFirst();
        Element set = plain.orElse(Element.of("meta_attributes", "id", id + "-upgraded"));
        Element filled = set;
        for (Map.Entry<String, String> value : values.entrySet()) {
            boolean known = parent.children("meta_attributes").stream().filter(each -> each.child("rule").isEmpty())
                    .flatMap(each -> each.children("nvpair").stream()).anyMatch(pair -> value.getKey().equals(pair.get("name")));
            if (!known) {
                filled = filled.plus(Element.of("nvpair", "id", id + "-upgraded-" + value.getKey(),
                        "name", value.getKey(), "value", value.getValue()));
            }
        }
        return plain.isPresent() ? parent.replacing(set, filled) : parent.plus(filled);
    }
}
