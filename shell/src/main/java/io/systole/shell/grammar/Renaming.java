package io.systole.shell.grammar;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Changes the id of an object wherever it is named, with the ids that were made from it. */
final class Renaming {
    private static final List<String> REFERENCES = List.of("rsc", "with-rsc", "first", "then", "template");

    private final String from;
    private final String to;
    private final Element object;

    Renaming(String from, String to, Element object) {
        this.from = from;
        this.to = to;
        this.object = object;
    }

    Cib applyTo(Cib cib) {
        return cib.withConfiguration(renamed(cib.configuration(), false));
    }

    private Element renamed(Element element, boolean inside) {
        boolean within = inside || element == object;
        Element result = element;
        String id = element.id();
        boolean isReference = List.of("resource_ref", "obj_ref").contains(element.name());
        if (from.equals(id) && (element == object || isReference)) {
            result = result.with("id", to);
        } else if (within && id != null && id.startsWith(from + "-")) {
            result = result.with("id", to + id.substring(from.length()));
        } else if (element.is("rsc_location") && id != null && from.equals(element.get("rsc")) && id.startsWith("cli-")) {
            result = result.with("id", id.replace("-" + from, "-" + to));
        }
        for (String reference : REFERENCES) {
            if (from.equals(element.get(reference))) {
                result = result.with(reference, to);
            }
        }
        if (element.is("fencing-level") && element.get("devices") != null) {
            result = result.with("devices", Stream.of(element.get("devices", "").split(","))
                    .map(device -> device.strip().equals(from) ? to : device.strip())
                    .collect(Collectors.joining(",")));
        }
        var children = element.children().stream().map(child -> renamed(child, within)).toList();
        return children.equals(element.children()) ? result : result.withChildren(children);
    }
}
