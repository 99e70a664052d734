package io.systole.core.cib.validate;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Ids are unique over the whole configuration, whatever they belong to (C-154). Only nodes are a world of their own, since a
 * remote node has the id of the resource that connects to it; their ids and names are unique among themselves.
 */
final class IdCheck {
    /** Here {@code id} is not the element's own id but names another element. */
    private static final Set<String> REFERENCES = Set.of("resource_ref", "obj_ref", "role", "role_ref");

    private IdCheck() {}

    static void run(Cib cib, Findings findings) {
        unique(cib.configuration().tree().filter(element -> !element.is("node")), findings);
        unique(cib.section("nodes").children("node").stream(), findings);
        Map<String, Element> named = new HashMap<>();
        for (Element node : cib.section("nodes").children("node")) {
            Element other = named.putIfAbsent(node.get("uname", ""), node);
            if (other != null) {
                findings.error(node, "the name \"" + node.get("uname", "") + "\" is already that of " + findings.where(other)
                        + "; delete one of them");
            }
        }
    }

    private static void unique(Stream<Element> elements, Findings findings) {
        Map<String, Element> owners = new HashMap<>();
        elements.filter(element -> element.id() != null && !REFERENCES.contains(element.name())).forEach(element -> {
            Element owner = owners.putIfAbsent(element.id(), element);
            if (owner != null) {
                findings.error(element, "the id \"" + element.id() + "\" is already that of " + described(owner, findings)
                        + "; give one of them another id");
            }
        });
    }

    private static String described(Element owner, Findings findings) {
        return "a " + owner.name() + findings.place(owner).map(place -> " in line " + place.line()).orElse("");
    }
}
