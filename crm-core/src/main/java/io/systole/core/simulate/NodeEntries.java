package io.systole.core.simulate;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.HashSet;
import java.util.Set;

/** Node entries of the configuration for nodes that only the status knows (reference: T-77). */
final class NodeEntries {
    private NodeEntries() {}

    /** The CIB with an entry for this name; its id is the name. */
    static Cib with(Cib cib, String name) {
        Set<String> names = new HashSet<>();
        cib.section("nodes").children("node").forEach(node -> names.add(node.get("uname", "")));
        return names.contains(name) ? cib : cib.withSection(cib.section("nodes").plus(Element.of("node", "id", name, "uname", name)));
    }
}
