package io.systole.core.simulate;

import io.systole.core.cib.Element;
import java.util.List;
import java.util.Optional;

/** An action as it stands in the XML of a graph, which is what the simulated cluster is told (rules 3:G-20 to 3:G-37). */
record WrittenAction(Element element) {
    /** All actions of a {@code transition_graph} element, in its order. */
    static List<WrittenAction> of(Element graph) {
        return graph.children("synapse").stream()
                .flatMap(synapse -> synapse.child("action_set").stream())
                .flatMap(set -> set.children().stream())
                .map(WrittenAction::new)
                .toList();
    }

    int id() {
        return Integer.parseInt(element.get("id"));
    }

    boolean pseudo() {
        return element.is("pseudo_event");
    }

    boolean event() {
        return element.is("crm_event");
    }

    String task() {
        return element.get("operation", "");
    }

    String key() {
        return element.get("operation_key", "");
    }

    Optional<String> node() {
        return element.attribute("on_node");
    }

    String nodeId() {
        return element.get("on_node_uuid", "");
    }

    /** It goes to a remote or guest node through another. */
    boolean routed() {
        return element.get("router_node") != null;
    }

    Optional<Element> primitive() {
        return element.child("primitive");
    }

    /** The meta attribute of the operation, without {@code CRM_meta_}; empty if it has none. */
    Optional<String> meta(String name) {
        return element.child("attributes").flatMap(each -> each.attribute("CRM_meta_" + name));
    }

    long intervalMillis() {
        return meta("interval").map(Long::parseLong).orElse(0L);
    }

    /** The exit code that counts as success. */
    int expected() {
        return meta("op_target_rc").map(Integer::parseInt).orElse(0);
    }
}
