package io.systole.core.simulate;

import io.systole.core.cib.Element;

/** What node states look like after a node came, left or was lost (reference: T-65, T-74). */
final class NodeStates {
    private NodeStates() {}

    /** A member that takes part. */
    static Element up(Element state) {
        return state.with("in_ccm", "true").with("crmd", "online").with("join", "member").with("expected", "member");
    }

    /** A member that vanished from the membership; what was known of it stays. */
    static Element lost(Element state) {
        return up(state).with("in_ccm", "false");
    }

    /** A node that left or was fenced: nothing of it is left. */
    static Element down(Element state) {
        return state.with("in_ccm", "false").with("crmd", "offline").with("join", "down").with("expected", "down")
                .withChildren(state.children().stream()
                        .filter(child -> !child.is("lrm") && !child.is("transient_attributes"))
                        .toList());
    }
}
