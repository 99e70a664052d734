package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.controller.status.ClusterProperties;
import io.systole.core.controller.status.NodeIds;
import io.systole.core.controller.status.NodeStates;
import io.systole.core.fencing.FencingAction;
import io.systole.core.fencing.FencingRecord;
import io.systole.core.fencing.FencingRequest;
import io.systole.core.membership.NodeName;
import io.systole.core.option.ClusterOption;
import io.systole.core.option.WholeNumber;
import io.systole.core.transition.GraphAction.FenceAction;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Remembers which fencing was ordered for which action, how often fencing a node has failed in a row (rule C-136), and whom the
 * present DC may have left to be written down as fenced (rule C-135). Every node keeps the last two, so that a new DC goes on.
 */
final class FenceDesk {
    private static final String CLIENT = "systoled";

    private final SortedMap<Long, Order> orders = new TreeMap<>();
    private final SortedMap<NodeName, Integer> failures = new TreeMap<>();
    /** Nodes that were fenced, with their state as it was then. */
    private final SortedMap<NodeName, Element> fenced = new TreeMap<>();
    private long number;
    private Element known;

    /** A fencing that is under way. */
    record Order(int transition, FenceAction action) {}

    /**
     * Notes an order.
     *
     * @param alone whether this DC is the only node that has joined, so that nobody else could fence it (rule C-118)
     * @return the wish; empty if the action is none
     */
    Optional<Effect.Fence> ordered(int transition, FenceAction action, boolean alone) {
        Optional<FencingAction> what = FencingAction.of(action.action());
        return what.map(known -> {
            orders.put(++number, new Order(transition, action));
            int delay = WholeNumber.parse(action.meta().get("priority_fencing_delay"), 0);
            return new Effect.Fence(number, new FencingRequest(action.victim(), known, action.timeout(), Duration.ofSeconds(delay),
                    Duration.ZERO, alone, CLIENT, action.reason()));
        });
    }

    Optional<Order> ended(long order) {
        return Optional.ofNullable(orders.remove(order));
    }

    /**
     * Takes note of the end of a fencing, whoever wanted it.
     *
     * @return why this node has to leave, if it lives although it was fenced: the others start what runs here, so that is ended at once
     *     (rule C-138)
     */
    Optional<String> learn(FencingRecord record, Cib cib, Context context) {
        note(record, cib);
        boolean self = record.state() == FencingRecord.State.DONE && record.action().takesDown() && record.target().equals(context.self());
        if (!self) {
            return Optional.empty();
        }
        String reason = "node " + context.self() + " was fenced and lives (" + record.reason() + "); what runs here is ended, since the"
                + " others may start it now";
        boolean panic = option(cib, ClusterOption.FENCING_REACTION).filter("panic"::equals).isPresent();
        context.add(panic ? new Effect.Reset(reason) : new Effect.Pet(Optional.of(Duration.ZERO)));
        return Optional.of(reason);
    }

    private void note(FencingRecord record, Cib cib) {
        if (record.state() == FencingRecord.State.FAILED) {
            failures.merge(record.target(), 1, Integer::sum);
        } else if (record.state() == FencingRecord.State.DONE) {
            failures.remove(record.target());
            if (record.action().takesDown()) {
                fenced.put(record.target(), NodeStates.find(cib, record.target()));
            }
        }
    }

    /** Drops what is remembered of nodes that the configuration does not know any more. */
    void configured(Cib cib) {
        Element nodes = cib.section("nodes");
        if (nodes != known) {
            known = nodes;
            failures.keySet().removeIf(node -> NodeIds.of(cib, node).isEmpty());
            fenced.keySet().removeIf(node -> NodeIds.of(cib, node).isEmpty());
        }
    }

    /** True if it is worth trying again at once: a device exists and did not fail too often. */
    boolean worthTrying(FencingRecord record, Cib cib) {
        int most = option(cib, ClusterOption.FENCING_MAX_ATTEMPTS).map(text -> WholeNumber.parse(text,
                0)).filter(given -> given > 0).orElse(10);
        return record.status() != FencingRecord.NO_DEVICE && failures.getOrDefault(record.target(), 0) < most;
    }

    private static Optional<String> option(Cib cib, ClusterOption option) {
        return ClusterProperties.get(cib, option.definition().xmlName())
                .or(() -> ClusterProperties.get(cib, option.definition().legacyName()));
    }

    /**
     * The CIB of a new DC with those nodes written down as fenced that its predecessor had no time for. A node whose state has
     * changed since is left alone: it was written down, or it came back and has a new life.
     */
    Cib withOwed(Cib cib) {
        Cib paid = cib;
        for (var each : fenced.entrySet()) {
            if (NodeStates.find(paid, each.getKey()).equals(each.getValue())) {
                paid = NodeStates.fenced(paid, each.getKey());
            }
        }
        fenced.clear();
        return paid;
    }
}
