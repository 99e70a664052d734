package io.systole.core.scheduler.random;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;

/** The status section of a random cluster: node states, their attributes, and the history of every primitive. */
final class RandomStatus {
    private final Dice dice;
    private final List<RandomNode> nodes;
    private final RandomResources resources;

    RandomStatus(Dice dice, List<RandomNode> nodes, RandomResources resources) {
        this.dice = dice;
        this.nodes = nodes;
        this.resources = resources;
    }

    Element make() {
        Element status = Element.of("status");
        if (dice.once(2, Feature.TICKETS)) {
            Element tickets = Element.of("tickets");
            for (String name : List.of("ticketA", "ticketB")) {
                Element state = Element.of("ticket_state", "id", name, "granted", dice.truth(), "last-granted", "1767260000");
                tickets = tickets.plus(dice.once(4) ? state.with("standby", dice.truth()) : state);
            }
            status = status.plus(tickets);
        }
        List<RandomHistory> histories = histories();
        for (int i = 0; i < nodes.size(); i++) {
            RandomNode node = nodes.get(i);
            if (node.state() != RandomNode.State.UNSEEN) {
                status = status.plus(state(node, i, histories));
            }
        }
        return status;
    }

    private Element state(RandomNode node, int index, List<RandomHistory> histories) {
        Element state = node.seen();
        boolean down = node.state() == RandomNode.State.OFFLINE || node.state() == RandomNode.State.PENDING;
        List<Element> kept = down ? List.of() : histories.stream().flatMap(each -> each.on(index).stream()).toList();
        if (!kept.isEmpty()) {
            state = state.plus(Element.of("lrm", "id", node.id()).plus(Element.of("lrm_resources").withChildren(kept)));
        }
        if (node.state() == RandomNode.State.ONLINE || node.state() == RandomNode.State.UNCLEAN) {
            state = attributes(state, node, index, histories);
        }
        return state;
    }

    private Element attributes(Element state, RandomNode node, int index, List<RandomHistory> histories) {
        Pairs set = new Pairs("instance_attributes", "status-" + node.id())
                .with(node.shutdown(), "shutdown", "1767268000")
                .with(dice.once(3, Feature.RULES), "weight", dice.between(0, 10));
        for (RandomHistory history : histories) {
            set = history.attributes(set, index);
        }
        for (RandomResources.Primitive primitive : resources.primitives()) {
            if (primitive.promotable() && dice.once(2)) {
                String instance = primitive.instances() > 0 ? ":" + dice.between(0, primitive.instances() - 1) : "";
                set = set.with(true, "master-" + primitive.id() + instance, dice.between(-1, 10) * 5);
            }
        }
        return set.element().children().isEmpty() ? state
                : state.plus(Element.of("transient_attributes", "id", node.id()).plus(set.element()));
    }

    private List<RandomHistory> histories() {
        var histories = new ArrayList<RandomHistory>();
        if (!dice.has(Feature.HISTORY)) {
            return histories;
        }
        for (RandomResources.Primitive primitive : resources.primitives()) {
            if (primitive.instances() == 0) {
                histories.add(RandomHistory.of(dice, nodes, primitive, primitive.id()));
            }
            for (int i = 0; i < primitive.instances(); i++) {
                histories.add(RandomHistory.of(dice, nodes, primitive, primitive.id() + ":" + i));
            }
        }
        if (dice.once(2, Feature.REMOVED)) {
            Element gone = Element.of("primitive", "id", dice.id("gone"), "class", "ocf", "provider", "pacemaker", "type", "Dummy");
            histories.add(RandomHistory.of(dice, nodes, new RandomResources.Primitive(gone, false, false, 0), gone.id()));
        }
        return histories;
    }
}
