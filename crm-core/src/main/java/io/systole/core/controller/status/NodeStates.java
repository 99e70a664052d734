package io.systole.core.controller.status;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the DC writes about nodes ({@code node_state}), so that a reader who looks between two writes never sees a healthy
 * node as unclean (rules C-8, C-9, C-195). Nodes without id in the configuration are left out.
 */
public final class NodeStates {
    private NodeStates() {}

    /** The node is in the membership and has joined. */
    public static Cib joined(Cib cib, NodeName node, Instant now, String origin) {
        String epoch = Long.toString(Math.max(2, now.getEpochSecond()));
        return edit(cib, node, state -> {
            boolean member = positive(state.get("in_ccm"));
            boolean controller = positive(state.get("crmd"));
            return (member && controller ? state : state.with("in_ccm", epoch).with("crmd", epoch))
                    .with("crm-debug-origin", origin).with("join", "member").with("expected", "member");
        });
    }

    /**
     * The node is out of the membership: down if that was expected, else lost. Its transient attributes go; its history
     * stays, it is the only record of what has to be recovered (rule C-93).
     */
    public static Cib left(Cib cib, NodeName node, String origin) {
        Cib without = NodeAttributes.removeAll(cib, node);
        return edit(without, node, state -> {
            boolean orderly = !"member".equals(state.get("expected"));
            Element gone = state.with("in_ccm", "0").with("crmd", "0").with("crm-debug-origin", origin);
            return orderly ? gone.with("join", "down").with("expected", "down") : gone;
        });
    }

    /** The node is about to leave in an orderly way (rule C-83). */
    public static Cib leaving(Cib cib, NodeName node, String origin) {
        return edit(cib, node, state -> state.with("crm-debug-origin", origin).with("expected", "down"));
    }

    /** The node was fenced: nothing of it is left (rule C-133). */
    public static Cib fenced(Cib cib, NodeName node) {
        return edit(NodeAttributes.removeAll(cib, node), node, state -> {
            Element clean = state.child("lrm").map(state::minus).orElse(state);
            return clean.with("in_ccm", "0").with("crmd", "0").with("crm-debug-origin", "update_node_state_after_fencing")
                    .with("join", "down").with("expected", "down");
        });
    }

    /** True if the DC counts on this node: it has joined and did not say good-bye. */
    public static boolean expected(Cib cib, NodeName node) {
        return find(cib, node).get("expected", "").equals("member");
    }

    /** True if this node is written down as present. */
    public static boolean present(Cib cib, NodeName node) {
        return positive(find(cib, node).get("in_ccm"));
    }

    /** True if a state of this node was ever written. */
    public static boolean known(Cib cib, NodeName node) {
        return find(cib, node).id() != null;
    }

    /** True if this node is known to be down: it left in an orderly way, or was fenced. */
    public static boolean down(Cib cib, NodeName node) {
        Element state = find(cib, node);
        return state.id() != null && !positive(state.get("in_ccm")) && "down".equals(state.get("expected"))
                && "down".equals(state.get("join"));
    }

    /** The state of a node; an element without attributes if there is none. */
    public static Element find(Cib cib, NodeName node) {
        return NodeIds.of(cib, node).flatMap(id -> cib.status().child("node_state", id)).orElseGet(() -> Element.of("node_state"));
    }

    /** The CIB with the history of this node replaced by what the node itself told. */
    public static Cib withHistory(Cib cib, NodeName node, Element lrmResources) {
        return edit(cib, node, state -> {
            Element lrm = Element.of("lrm", "id", state.id()).withChildren(List.of(lrmResources));
            return state.child("lrm").map(old -> state.replacing(old, lrm)).orElseGet(() -> state.plus(lrm));
        });
    }

    /** The history of a node; empty if there is none. */
    public static Element history(Cib cib, NodeName node) {
        return find(cib, node).child("lrm").flatMap(lrm -> lrm.child("lrm_resources")).orElseGet(() -> Element.of("lrm_resources"));
    }

    /** The CIB with one node_state changed; it is created if the configuration knows the node. */
    public static Cib edit(Cib cib, NodeName node, UnaryOperator<Element> change) {
        String id = NodeIds.of(cib, node).orElse(null);
        if (id == null) {
            return cib;
        }
        Element status = cib.status();
        Element old = status.child("node_state", id).orElse(null);
        if (old == null) {
            return cib.withStatus(status.plus(change.apply(Element.of("node_state", "id", id, "uname", node.value()))));
        }
        Element changed = change.apply(old.with("uname", node.value()));
        return changed.equals(old) ? cib : cib.withStatus(status.replacing(old, changed));
    }

    private static boolean positive(String value) {
        return value != null && !value.equals("0") && !value.equals("false") && !value.equals("offline");
    }
}
