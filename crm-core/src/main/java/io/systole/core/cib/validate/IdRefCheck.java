package io.systole.core.cib.validate;

import io.systole.core.cib.Element;
import java.util.HashMap;
import java.util.Map;

/** An {@code id-ref} stands for the element of the same tag with that id (1:S-32): it must exist, and must not contain the reference. */
final class IdRefCheck {
    private final Findings findings;
    private final Map<String, Element> byTagAndId = new HashMap<>();

    private IdRefCheck(Findings findings) {
        this.findings = findings;
    }

    static void run(ConfigurationIndex index, Findings findings) {
        var check = new IdRefCheck(findings);
        Element configuration = index.cib().configuration();
        configuration.tree().filter(element -> element.id() != null)
                .forEach(element -> check.byTagAndId.putIfAbsent(element.name() + " " + element.id(), element));
        configuration.tree().filter(element -> element.get("id-ref") != null).forEach(element -> check.reference(element, index));
        check.byTagAndId.values().stream().filter(element -> element.tree().anyMatch(below -> below.get("id-ref") != null))
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .forEach(element -> check.loop(element, element, 0));
    }

    private Element target(Element reference) {
        return byTagAndId.get(reference.name() + " " + reference.get("id-ref"));
    }

    private void reference(Element reference, ConfigurationIndex index) {
        if (target(reference) == null) {
            String id = reference.get("id-ref");
            String other = index.cib().byId(id).map(element -> ", only a " + element.name() + " of that id").orElse("");
            findings.error(reference, "there is no " + reference.name() + " with the id \"" + id + "\"" + other
                    + "; define it, or write the content here");
        }
    }

    /** Follows references below an element; the depth bound ends loops that do not lead back to the start. */
    private boolean loop(Element start, Element within, int depth) {
        if (depth > 50) {
            return false;
        }
        for (Element child : within.children()) {
            Element target = child.get("id-ref") == null ? null : target(child);
            if (target == start) {
                findings.error(start, "it contains a reference to itself (id-ref=\"" + start.id() + "\"); break the loop");
                return true;
            }
            if (loop(start, target == null ? child : target, depth + 1)) {
                return true;
            }
        }
        return false;
    }
}
