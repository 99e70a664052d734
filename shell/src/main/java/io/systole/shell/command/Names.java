package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.wording.Nearest;
import java.util.List;
import java.util.Set;

/** Names in a CIB, for completion and for guesses at what was meant. */
final class Names {
    private static final Set<String> RESOURCES = Set.of("primitive", "group", "clone", "master", "bundle");

    private Names() {}

    static List<String> resources(Cib cib) {
        return cib.section("resources").tree().filter(each -> RESOURCES.contains(each.name()) && each.id() != null).map(Element::id)
                .toList();
    }

    static List<String> nodes(Cib cib) {
        return cib.section("nodes").children("node").stream().map(node -> node.get("uname", "")).toList();
    }

    /** The resource, or a complaint that guesses what was meant. */
    static Element resource(Cib cib, String id) {
        return CommandContext.resource(cib, id).orElseThrow(() -> new UsageException("there is no resource \"" + id + "\""
                + Nearest.hint(id, resources(cib))));
    }

    /** The node, or a complaint that guesses what was meant. */
    static Element node(Cib cib, String name) {
        return cib.section("nodes").children("node").stream().filter(node -> name.equals(node.get("uname"))).findFirst()
                .orElseThrow(() -> new UsageException("there is no node \"" + name + "\""
                        + Nearest.hint(name, nodes(cib))));
    }
}
