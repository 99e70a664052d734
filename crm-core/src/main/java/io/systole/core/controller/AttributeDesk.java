package io.systole.core.controller;

import io.systole.core.attribute.Attribute;
import io.systole.core.attribute.AttributeTable;
import io.systole.core.attribute.AttributeUpdate;
import io.systole.core.attribute.AttributeUpdate.How;
import io.systole.core.attribute.Increment;
import io.systole.core.cib.Cib;
import io.systole.core.controller.status.NodeAttributes;
import io.systole.core.controller.status.NodeIds;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.PeerMessage;
import io.systole.core.request.ClusterReply.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The DC's side of node attributes: takes updates of all nodes in one order, lets values rest for their dampening, writes
 * them to the status section, and gives every member the table of what is not written, so that the next DC goes on with it
 * (rules C-98 to C-112).
 */
final class AttributeDesk {
    private final Context context;
    private final Sequencer sequencer;
    private final Roster roster;
    private final TransitionDriver driver;
    private final AttributeCopy copy;
    private final long term;
    private final EverywhereWait everywhere;
    /** When the waiting values of an attribute are to be written. */
    private final SortedMap<String, Duration> due = new TreeMap<>();

    AttributeDesk(Context context, Sequencer sequencer, Roster roster, TransitionDriver driver, AttributeCopy copy, long term,
            EverywhereWait everywhere) {
        this.context = context;
        this.sequencer = sequencer;
        this.roster = roster;
        this.driver = driver;
        this.copy = copy;
        this.term = term;
        this.everywhere = everywhere;
    }

    /** Begins the term with the newest table that a member has; what waits in it rests once more for its whole time. */
    void begin(SortedMap<NodeName, PeerMessage.Report> reports) {
        AttributeTable newest = copy.table();
        for (PeerMessage.Report report : reports.values()) {
            newest = report.attributes().newerThan(newest) ? report.attributes() : newest;
        }
        for (Attribute attribute : newest.attributes().values()) {
            for (NodeName node : attribute.values().keySet()) {
                newest = roster.has(node) ? newest : newest.without(node);
            }
        }
        for (var report : reports.entrySet()) {
            newest = withOwn(newest, report.getKey(), report.getValue());
        }
        newest.attributes().forEach((name, attribute) -> {
            if (!attribute.secret() && !attribute.values().isEmpty()) {
                rest(name, attribute.dampening());
            }
        });
        publish(newest);
    }

    /** A member has joined: what it knows of itself and the others do not counts (rule C-110), unless its daemon is new. */
    void joined(NodeName node, PeerMessage.Report report) {
        AttributeTable changed = withOwn(report.fresh() ? copy.table().without(node) : copy.table(), node, report);
        if (!publish(changed)) {
            context.send(node, new PeerMessage.Attributes(term, copy.table()));
        }
    }

    private static AttributeTable withOwn(AttributeTable table, NodeName node, PeerMessage.Report report) {
        if (report.fresh()) {
            return table;
        }
        AttributeTable changed = table;
        for (var own : report.attributes().attributes().entrySet()) {
            Optional<String> value = own.getValue().values().getOrDefault(node, Optional.empty());
            if (own.getValue().secret() && value.isPresent() && table.value(node, own.getKey()).isEmpty()) {
                Attribute known = changed.find(own.getKey()).orElse(Attribute.empty(own.getValue().dampening(), true));
                changed = changed.with(own.getKey(), known.with(node, value));
            }
        }
        return changed;
    }

    /** A node has left, and its values with it. */
    void left(NodeName node) {
        publish(copy.table().without(node));
    }

    void handle(Requester requester, AttributeUpdate update, boolean waitForAll) {
        if (update.how() == How.REFRESH) {
            List.copyOf(copy.table().attributes().keySet()).forEach(this::write);
            sequencer.answer(requester, Outcome.OK, "");
            return;
        }
        NodeName node = update.node();
        String name = update.name();
        Cib cib = sequencer.cib();
        if (NodeIds.of(cib, node).isEmpty()) {
            sequencer.answer(requester, Outcome.NOT_FOUND, "there is no node " + node);
            return;
        }
        boolean isNew = copy.table().find(name).isEmpty()
                && NodeIds.all(cib).stream().noneMatch(each -> NodeAttributes.get(cib, each, name).isPresent());
        if (isNew && update.how() == How.DELAY) {
            sequencer.answer(requester, Outcome.NOT_FOUND, "there is no attribute " + name + " whose dampening could be changed");
            return;
        }
        Attribute before = copy.table().find(name).orElse(Attribute.empty(Duration.ZERO, isNew && update.secret()));
        boolean setsDampening = isNew || update.how() != How.VALUE;
        Attribute attribute = setsDampening ? before.withDampening(update.dampening().orElse(before.dampening())) : before;
        boolean writeNow = !isNew && !attribute.dampening().equals(before.dampening());
        if (update.how() != How.DELAY) {
            attribute = withValue(attribute, update);
        }
        boolean changed = !attribute.values().equals(before.values());
        publish(copy.table().with(name, attribute));
        if (!attribute.secret() && changed) {
            rest(name, attribute.dampening());
        }
        if (writeNow || due.containsKey(name) && attribute.dampening().isZero()) {
            write(name);
        }
        if (waitForAll) {
            everywhere.add(requester);
        } else {
            sequencer.answer(requester, Outcome.OK, "");
        }
    }

    private Attribute withValue(Attribute attribute, AttributeUpdate update) {
        NodeName node = update.node();
        Optional<String> written = NodeAttributes.get(sequencer.cib(), node, update.name());
        Optional<String> waiting = attribute.values().get(node);
        Optional<String> old = waiting != null ? waiting : attribute.secret() ? Optional.empty() : written;
        Optional<String> value = update.value().map(text -> Increment.apply(old, text));
        return value.equals(old) ? attribute : attribute.with(node, value);
    }

    private void rest(String name, Duration dampening) {
        due.put(name, context.now().uptime().plus(dampening));
        arm();
    }

    private void arm() {
        context.cancel(TimerId.DAMPENING);
        due.values().stream().min(Duration::compareTo).ifPresent(first -> {
            Duration wait = first.minus(context.now().uptime());
            context.arm(TimerId.DAMPENING, wait.isNegative() ? Duration.ZERO : wait);
        });
    }

    void timer() {
        due.entrySet().stream().filter(entry -> entry.getValue().compareTo(context.now().uptime()) <= 0)
                .map(SortedMap.Entry::getKey).toList().forEach(this::write);
        arm();
    }

    /** Writes what waits of one attribute, for all nodes together (rule C-100), at once: who asks next finds it in the CIB. */
    private void write(String name) {
        due.remove(name);
        Attribute attribute = copy.table().find(name).orElse(null);
        if (attribute == null || attribute.secret() || attribute.values().isEmpty()) {
            return;
        }
        Cib before = sequencer.cib();
        Cib after = before;
        for (var entry : attribute.values().entrySet()) {
            NodeName node = entry.getKey();
            Optional<String> value = entry.getValue();
            if (!NodeAttributes.get(before, node, name).equals(value)) {
                Cib present = after;
                after = value.map(text -> NodeAttributes.set(present, node, name, text))
                        .orElseGet(() -> NodeAttributes.remove(present, node, name::equals));
                context.alert("attribute", node, "attribute " + name + " of " + node + " is now " + value.orElse("unset"),
                        "attribute_name", name, "attribute_value", value.orElse(""));
            }
        }
        publish(copy.table().with(name, Attribute.empty(attribute.dampening(), false)));
        if (after.root() != before.root()) {
            sequencer.update(after);
            sequencer.flush();
            driver.abort("Transient attribute change");
        }
    }

    /** Gives the table to all members; false if they have it already. */
    private boolean publish(AttributeTable changed) {
        AttributeTable before = copy.table();
        if (before.term() == term && changed.attributes().equals(before.attributes())) {
            return false;
        }
        AttributeTable stamped = changed.stamped(term);
        copy.take(stamped);
        for (NodeName node : roster.names()) {
            if (!node.equals(context.self())) {
                context.send(node, new PeerMessage.Attributes(term, stamped));
            }
        }
        return true;
    }

    void abandon() {
        context.cancel(TimerId.DAMPENING);
    }
}
