package io.systole.core.controller.status;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The decimal ids of nodes: kept in {@code <nodes>}, given once and never changed (rule C-80). */
public final class NodeIds {
    private NodeIds() {}

    /** The id of a node; empty if the configuration does not know it. */
    public static Optional<String> of(Cib cib, NodeName node) {
        for (Element each : cib.section("nodes").children()) {
            if (each.is("node") && node.value().equals(each.get("uname"))) {
                return Optional.ofNullable(each.id());
            }
        }
        return Optional.empty();
    }

    /** The name of the node with this id. */
    public static Optional<NodeName> name(Cib cib, String id) {
        return cib.section("nodes").children("node").stream().filter(each -> id.equals(each.id()))
                .map(each -> each.get("uname", "")).filter(name -> !name.isEmpty()).map(NodeName::new).findFirst();
    }

    /** The names of all nodes that are full members when they are up, in the order of {@code <nodes>}. */
    public static List<NodeName> all(Cib cib) {
        return cib.section("nodes").children("node").stream()
                .filter(each -> !"remote".equals(each.get("type")) && !each.get("uname", "").isEmpty())
                .map(each -> new NodeName(each.get("uname"))).toList();
    }

    /**
     * The CIB with a {@code <node>} for each of these; one that the status knows keeps its id, a new one gets its place in
     * the configured list as id, else the next free number.
     */
    public static Cib ensure(Cib cib, Collection<NodeName> nodes, List<NodeName> configured) {
        Cib current = cib;
        for (NodeName node : new TreeSet<>(nodes)) {
            if (of(current, node).isEmpty()) {
                String id = freeId(current, wishedId(current, node, configured));
                Element section = current.section("nodes");
                current = current.withSection(section.plus(Element.of("node", "id", id, "uname", node.value())));
            }
        }
        return current;
    }

    private static int wishedId(Cib cib, NodeName node, List<NodeName> configured) {
        return cib.status().children("node_state").stream().filter(state -> node.value().equals(state.get("uname")))
                .map(state -> state.get("id", "")).filter(id -> id.matches("\\d{1,9}")).map(Integer::parseInt).findFirst()
                .orElse(configured.indexOf(node) + 1);
    }

    private static String freeId(Cib cib, int wished) {
        var taken = new TreeSet<Long>();
        for (Element node : cib.section("nodes").children()) {
            if (node.id() != null && node.id().matches("\\d{1,18}")) {
                taken.add(Long.parseLong(node.id()));
            }
        }
        if (wished > 0 && !taken.contains((long) wished)) {
            return Integer.toString(wished);
        }
        return Long.toString(taken.isEmpty() ? 1 : taken.last() + 1);
    }
}
