package io.systole.core.scheduler.random;

import io.systole.core.cib.Element;

/**
 * A node as configured, and how the cluster sees it.
 *
 * @param number from 1; its id
 * @param configured the {@code node} element
 * @param state how it is seen
 * @param shutdown it has asked to leave
 */
record RandomNode(int number, Element configured, State state, boolean shutdown) {
    /** How membership, the controller and expectation stand together. */
    enum State {
        ONLINE, OFFLINE, UNCLEAN, PENDING, UNSEEN
    }

    static RandomNode of(int number, Dice dice) {
        String name = "n" + number;
        Pairs attributes = new Pairs("instance_attributes", "nodes-" + name)
                .with(dice.once(6, Feature.NODE_STATES), "standby", dice.any("on", "true", "off"))
                .with(dice.once(8, Feature.MAINTENANCE), "maintenance", dice.any("on", "true", "off"))
                .with(dice.has(Feature.RULES), "zone", dice.any("a", "b"))
                .with(dice.once(4, Feature.OPTIONS), "#health-disk", dice.any("green", "yellow", "red", "-15"));
        Pairs room = new Pairs("utilization", "nodes-" + name + "-room")
                .with(dice.has(Feature.UTILIZATION), "cpu", dice.between(0, 8))
                .with(dice.has(Feature.UTILIZATION) && dice.once(2), "memory", dice.between(2, 8));
        State state = number > 1 && dice.once(3, Feature.NODE_STATES)
                ? dice.any(State.OFFLINE, State.UNCLEAN, State.UNCLEAN, State.PENDING, State.UNSEEN) : State.ONLINE;
        Element element = room.in(attributes.in(Element.of("node", "id", Integer.toString(number), "uname", name)));
        return new RandomNode(number, element, state, state == State.ONLINE && dice.once(8, Feature.NODE_STATES));
    }

    String name() {
        return configured.get("uname");
    }

    String id() {
        return configured.id();
    }

    /** The {@code node_state} element without history and attributes. */
    Element seen() {
        boolean member = state == State.ONLINE || state == State.PENDING;
        return Element.of("node_state", "id", id(), "uname", name(), "in_ccm", Boolean.toString(member),
                "crmd", member ? "online" : "offline", "join", state == State.ONLINE ? "member" : "down",
                "expected", state == State.OFFLINE ? "down" : "member");
    }
}
