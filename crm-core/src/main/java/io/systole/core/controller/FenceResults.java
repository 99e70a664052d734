package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.controller.status.NodeAttributes;
import io.systole.core.controller.status.NodeStates;
import io.systole.core.fencing.FencingRecord;
import io.systole.core.membership.NodeName;
import io.systole.core.transition.AfterAbort;
import io.systole.core.transition.Synapse;
import io.systole.core.transition.TransitionEngine;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What the end of a fencing means on the DC: for the state of the node, for the transition and for those who listen. */
final class FenceResults {
    private final Context context;
    private final Sequencer sequencer;
    private final Roster roster;
    private final TransitionDriver driver;
    private final FenceDesk fences;

    FenceResults(Context context, Sequencer sequencer, Roster roster, TransitionDriver driver, FenceDesk fences) {
        this.context = context;
        this.sequencer = sequencer;
        this.roster = roster;
        this.driver = driver;
        this.fences = fences;
    }

    /** What a new DC has to write down first (rule C-135). */
    Cib owed(Cib cib) {
        return fences.withOwed(cib);
    }

    /** A fencing has ended that this DC ordered, or somebody else (rules C-133, C-134, C-136). */
    void ended(FencingRecord record, List<Long> numbers) {
        NodeName victim = record.target();
        List<FenceDesk.Order> orders = numbers.stream().map(fences::ended).flatMap(Optional::stream).toList();
        List<FenceDesk.Order> present = orders.stream()
                .filter(order -> driver.engine().filter(engine -> engine.number() == order.transition()).isPresent()).toList();
        context.alert("fencing", victim, record.action().word() + " of " + victim + " for " + record.client() + "@" + record.origin()
                + (record.succeeded() ? " succeeded: " : " failed: ") + record.reason(), "desc", record.reason());
        if (record.succeeded()) {
            if (record.action().takesDown()) {
                sequencer.update(NodeStates.fenced(sequencer.cib(), victim));
                roster.remove(victim);
                driver.nodeLost(victim);
            }
            present.forEach(order -> {
                unfenced(victim, order.action().action(), order.action().meta());
                driver.engine().ifPresent(engine -> engine.confirm(order.action().id()));
            });
            if (present.isEmpty()) {
                driver.abort("External Fencing Operation");
            }
        } else if (!orders.isEmpty()) {
            present.forEach(order -> driver.engine().ifPresent((TransitionEngine engine) -> engine.fail(order.action().id())));
            AfterAbort end = fences.worthTrying(record, sequencer.cib()) ? AfterAbort.RESTART : AfterAbort.STOP;
            driver.abort("Stonith failed", Synapse.INFINITE_PRIORITY, end);
        }
    }

    /** Rule C-139: what the node was switched on with is remembered, so that it is done again only if that changes. */
    private void unfenced(NodeName node, String action, SortedMap<String, String> meta) {
        if (action.equals("on")) {
            Cib marked = NodeAttributes.set(sequencer.cib(), node, "#node-unfenced",
                    Long.toString(context.now().clock().getEpochSecond()));
            for (String digests : List.of("digests_all", "digests_secure")) {
                String value = meta.get(digests);
                marked = value == null ? marked : NodeAttributes.set(marked, node, "#" + digests.replace('_', '-'), value);
            }
            sequencer.update(marked);
        }
    }
}
