package io.systole.core.scheduler.plan;

import static io.systole.core.scheduler.constraint.OrderProperty.FIRST_REQUIRES_THEN_ON_NODE;
import static io.systole.core.scheduler.constraint.OrderProperty.ORDERED;
import static io.systole.core.scheduler.constraint.OrderProperty.SAME_NODE;
import static io.systole.core.scheduler.constraint.OrderProperty.THEN_REQUIRES_FIRST;

import io.systole.core.scheduler.constraint.OrderProperty;
import io.systole.core.scheduler.reason.Consequent;
import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Settings;
import java.util.Set;

/** Nodes are let in again ("unfenced") before anything that needs their devices runs there (rules 3:F-40 to 3:F-45). */
final class Unfencing {
    private static final String ON = "on";

    private final Workshop shop;

    Unfencing(Workshop shop) {
        this.shop = shop;
    }

    private static boolean needed(Resource resource) {
        return resource.settings().requires() == Settings.Requires.UNFENCING;
    }

    /** Rules 3:O-14, 3:O-15: a restart has the unfencing between stop and start. */
    void withinRestart(Resource leaf) {
        if (!needed(leaf) || leaf.isFenceDevice()) {
            return;
        }
        for (Node node : shop.placements.of(leaf).scores().keySet()) {
            PlannedAction unfence = shop.book.fence(node, ON);
            shop.order(leaf, "stop", unfence, ORDERED, SAME_NODE);
            shop.order(unfence, leaf, "start", FIRST_REQUIRES_THEN_ON_NODE, SAME_NODE);
        }
    }

    /** Rule 3:F-43: a probe or start comes after the unfencing of its node, which is done if it never was. */
    void before(Resource leaf, Node node, PlannedAction action, OrderProperty property) {
        if (!needed(leaf) && !(leaf.isFenceDevice() && shop.facts.unfencing())) {
            return;
        }
        Relation.join(shop.book.fence(node, ON), action, Set.of(property));
        String unfenced = node.attributes().get("#node-unfenced");
        if (unfenced == null || unfenced.equals("0")) {
            trigger(node, new Consequent.LetIn(leaf.id(), action.task()));
        }
    }

    /** Rule 3:F-44. */
    void after(Resource leaf, PlannedAction stop) {
        if (needed(leaf)) {
            Relation.join(stop, shop.book.fence(stop.node(), ON), Set.of(THEN_REQUIRES_FIRST));
        }
    }

    /** Rule 3:F-42: the device is not what it was when the node was let in. */
    void changed(Resource device, Node node, Reason reason) {
        if (!device.isFenceDevice() || trigger(node, reason)) {
            return;
        }
        shop.placements.of(device).scores().keySet().forEach(each -> trigger(each, reason));
    }

    private boolean trigger(Node node, Reason reason) {
        if (!shop.facts.unfencing() || !node.onlineAndClean() || node.shuttingDown()) {
            return false;
        }
        PlannedAction unfence = shop.book.fence(node, ON);
        if (shop.facts.canFence(node)) {
            unfence.require();
        }
        unfence.reason(reason, false);
        return true;
    }
}
