package io.systole.core.scheduler.snapshot;

import io.systole.core.option.Score;
import io.systole.core.scheduler.reason.Found;

/** Notes where a primitive is active, and what follows from that (rules 1:S-167, 1:S-168, 1:S-181). */
final class Activity {
    private final Facts facts;

    Activity(Facts facts) {
        this.facts = facts;
    }

    /**
     * Notes that a primitive is active on a node.
     *
     * @param failed a failed resource adds nothing to the importance of its node
     */
    void add(Resource primitive, Node where, boolean failed) {
        if (primitive.activeOn.contains(where)) {
            return;
        }
        primitive.activeOn.add(where);
        where.running.add(primitive);
        if (!failed && primitive.settings.priority() != 0) {
            weigh(where, Score.add(primitive.settings.priority(), primitive.role == Role.PROMOTED ? 1 : 0));
        }
        if (where.maintenance) {
            primitive.managed = false;
            primitive.inMaintenance = true;
        }
        if (!primitive.managed) {
            facts.score(primitive, where, Score.INFINITY, new Found.ActiveUnmanaged());
            for (Resource at = primitive.parent; at != null; at = at.parent) {
                at.activeOn.add(where);
            }
            return;
        }
        multiplyActive(primitive);
        for (Resource at = primitive.parent; at != null; at = at.parent) {
            if (at.activeOn.contains(where)) {
                break;
            }
            at.activeOn.add(where);
            if (!at.managed) {
                facts.score(at, where, Score.INFINITY, new Found.ActiveUnmanaged());
            }
        }
    }

    /** Rule 1:S-168: what runs in a guest counts for its host, too. */
    private static void weigh(Node where, int priority) {
        where.priority = Score.add(where.priority, priority);
        where.launcher().ifPresent(launcher ->
                launcher.activeOn.forEach(host -> host.priority = Score.add(host.priority, priority)));
    }

    private void multiplyActive(Resource primitive) {
        long places = primitive.settings.requires().fencing() ? primitive.activeOn.size()
                : primitive.activeOn.stream().filter(Node::onlineAndClean).count();
        if (places <= 1) {
            return;
        }
        facts.problem(primitive.id + " is active on " + places + " nodes: " + primitive.activeOn);
        switch (primitive.settings.multipleActive()) {
            case STOP_ONLY -> facts.scoreChanges.add(
                    new ScoreChange(primitive, null, -Score.INFINITY, true, new Found.MultiplyActive()));
            case BLOCK -> {
                primitive.managed = false;
                primitive.blocked = true;
                Resource parent = primitive.parent;
                boolean together = parent != null && (parent.isGroup() || parent.isBundle());
                if (together && parent.settings.multipleActive() == Settings.MultipleActive.BLOCK) {
                    parent.children.forEach(member -> {
                        member.managed = false;
                        member.blocked = true;
                    });
                }
            }
            case STOP_START, STOP_UNEXPECTED -> { }
        }
    }
}
