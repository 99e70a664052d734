package io.systole.core.simulate;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The status section while something is written into it; creates what is missing on the way. Not for several threads. */
final class StatusSection {
    private Element status;
    private final Set<String> touched = new LinkedHashSet<>();

    StatusSection(Cib cib) {
        this.status = cib.status();
    }

    Element element() {
        return status;
    }

    void element(Element changed) {
        status = changed;
    }

    /** The nodes whose states were asked for to be changed. */
    Set<String> touched() {
        return touched;
    }

    /** The state of the node with this name. */
    Optional<Element> state(String node) {
        return status.children("node_state").stream().filter(state -> node.equals(state.get("uname"))).findFirst();
    }

    /** The state of a node by name, else by id (its name is then added), else a new one. */
    Element stateOf(String node, String id) {
        touched.add(node);
        Optional<Element> named = state(node);
        if (named.isPresent()) {
            return named.get();
        }
        Optional<Element> known = status.child("node_state", id);
        Element state = known.map(each -> each.with("uname", node)).orElseGet(() -> Element.of("node_state", "id", id, "uname", node));
        status = known.isPresent() ? status.replacing(known.get(), state) : status.plus(state);
        return state;
    }

    void change(Element state, UnaryOperator<Element> change) {
        status = status.replacing(state, change.apply(state));
    }

    /** A changed copy of an element in which one child, found by tag, is changed or made. */
    static Element child(Element parent, String tag, String id, UnaryOperator<Element> change) {
        Optional<Element> found = parent.child(tag);
        Element changed = change.apply(found.orElseGet(() -> Element.of(tag, "id", id)));
        return found.isPresent() ? parent.replacing(found.get(), changed) : parent.plus(changed);
    }

    /** A changed copy with an entry in place of that with the same tag and id, or at the end. */
    static Element put(Element parent, Element entry) {
        return parent.child(entry.name(), entry.id()).map(old -> parent.replacing(old, entry)).orElseGet(() -> parent.plus(entry));
    }

    /** Sets a transient attribute of a node. */
    static Element attribute(Element state, String name, String value) {
        String set = "status-" + state.id();
        return child(state, "transient_attributes", state.id(), attributes -> child(attributes, "instance_attributes", set, pairs ->
                put(pairs, Element.of("nvpair", "id", set + "-" + name.replace('#', '.'), "name", name, "value", value))));
    }
}
