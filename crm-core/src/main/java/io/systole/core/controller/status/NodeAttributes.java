package io.systole.core.controller.status;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Transient node attributes: {@code transient_attributes}, set {@code status-ID}, pair {@code status-ID-NAME} (C-95, D.1). */
public final class NodeAttributes {
    private NodeAttributes() {}

    /** The value of a transient attribute. */
    public static Optional<String> get(Cib cib, NodeName node, String name) {
        return set(NodeStates.find(cib, node)).children("nvpair").stream().filter(pair -> name.equals(pair.get("name")))
                .map(pair -> pair.get("value", "")).findFirst();
    }

    /** All transient attributes of a node. */
    public static SortedMap<String, String> all(Cib cib, NodeName node) {
        var all = new TreeMap<String, String>();
        set(NodeStates.find(cib, node)).children("nvpair").forEach(pair -> all.put(pair.get("name", ""), pair.get("value", "")));
        return all;
    }

    /** The CIB with this value; the node must be in the configuration, otherwise nothing changes. */
    public static Cib set(Cib cib, NodeName node, String name, String value) {
        return edit(cib, node, set -> {
            Optional<Element> old = set.children("nvpair").stream().filter(pair -> name.equals(pair.get("name"))).findFirst();
            if (old.isPresent()) {
                return set.replacing(old.get(), old.get().with("value", value));
            }
            return set.plus(Element.of("nvpair", "id", xmlId(set.id() + "-" + name), "name", name, "value", value));
        });
    }

    /** The CIB without the attributes whose name fits. */
    public static Cib remove(Cib cib, NodeName node, Predicate<String> name) {
        if (set(NodeStates.find(cib, node)).children("nvpair").stream().noneMatch(pair -> name.test(pair.get("name", "")))) {
            return cib;
        }
        return edit(cib, node, set -> set.withChildren(set.children().stream()
                .filter(pair -> !pair.is("nvpair") || !name.test(pair.get("name", ""))).toList()));
    }

    /** The CIB without any transient attribute of this node (rule C-112). */
    public static Cib removeAll(Cib cib, NodeName node) {
        if (NodeStates.find(cib, node).child("transient_attributes").isEmpty()) {
            return cib;
        }
        return NodeStates.edit(cib, node, state -> state.withChildren(state.children().stream()
                .filter(child -> !child.is("transient_attributes")).toList()));
    }

    /** An id made of this text: characters that XML forbids become dots (rule C-95). */
    public static String xmlId(String text) {
        var id = new StringBuilder(text.length());
        text.chars().forEach(c -> id.append(Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' ? (char) c : '.'));
        return id.toString();
    }

    private static Element set(Element nodeState) {
        return nodeState.child("transient_attributes").flatMap(around -> around.child("instance_attributes"))
                .orElseGet(() -> Element.of("instance_attributes"));
    }

    private static Cib edit(Cib cib, NodeName node, UnaryOperator<Element> change) {
        return NodeStates.edit(cib, node, state -> {
            Element around = state.child("transient_attributes").orElse(null);
            if (around == null) {
                Element set = change.apply(Element.of("instance_attributes", "id", "status-" + state.id()));
                return state.plus(Element.of("transient_attributes", "id", state.id()).withChildren(List.of(set)));
            }
            Element set = around.child("instance_attributes").orElse(null);
            Element changed = set == null
                    ? around.plus(change.apply(Element.of("instance_attributes", "id", "status-" + state.id())))
                    : around.replacing(set, change.apply(set));
            return state.replacing(around, changed);
        });
    }
}
