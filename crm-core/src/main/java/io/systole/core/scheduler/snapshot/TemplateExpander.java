package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Merges a template into a primitive (rule 1:S-33). */
final class TemplateExpander {
    private TemplateExpander() {}

    /** The primitive with its template's content; empty, with a problem told, if the template does not exist. */
    static Optional<Element> expand(Facts facts, Element primitive) {
        String name = primitive.get("template");
        if (name == null) {
            return Optional.of(primitive);
        }
        Optional<Element> template = facts.section("resources").child("template", name);
        if (template.isEmpty() || name.equals(primitive.id())) {
            facts.problem(primitive + ": template \"" + name + "\" does not exist; the resource is ignored");
            return Optional.empty();
        }
        return Optional.of(merge(facts, template.get(), primitive));
    }

    private static Element merge(Facts facts, Element template, Element primitive) {
        Optional<Element> own = primitive.child("operations").flatMap(facts.rules::resolve);
        Optional<Element> inherited = template.child("operations").flatMap(facts.rules::resolve);
        var children = new ArrayList<Element>();
        template.children().stream().filter(child -> !child.is("operations")).forEach(children::add);
        primitive.children().stream().filter(child -> !child.is("operations")).forEach(children::add);
        if (own.isPresent() && inherited.isPresent()) {
            children.add(own.get().withChildren(mergedOperations(own.get(), inherited.get())));
        } else {
            own.or(() -> inherited).ifPresent(children::add);
        }
        return template.withName("primitive").with("id", primitive.id()).withChildren(children);
    }

    private static List<Element> mergedOperations(Element own, Element inherited) {
        var merged = new ArrayList<>(own.children());
        Set<String> keys = new HashSet<>();
        own.children().forEach(operation -> keys.add(key(operation)));
        inherited.children().stream().filter(operation -> !keys.contains(key(operation))).forEach(merged::add);
        return merged;
    }

    private static String key(Element operation) {
        String role = operation.get("role", "").toLowerCase(Locale.ROOT);
        return operation.get("name") + "/" + (Set.of("", "started", "unpromoted", "slave").contains(role) ? "" : role);
    }
}
