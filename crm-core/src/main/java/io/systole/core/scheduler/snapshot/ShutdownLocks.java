package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import io.systole.core.option.ClusterOption;
import io.systole.core.option.Score;
import io.systole.core.option.WholeNumber;
import io.systole.core.scheduler.reason.Found;
import java.time.Instant;

/** Resources of a node that was shut down wait for its return, if {@code shutdown-lock} is set (rules 1:S-191, 1:S-192, 2:P-150). */
final class ShutdownLocks {
    private final Facts facts;
    private final boolean wanted;
    private final long limitSeconds;

    ShutdownLocks(Facts facts) {
        this.facts = facts;
        this.wanted = facts.options.isTrue(ClusterOption.SHUTDOWN_LOCK);
        this.limitSeconds = facts.options.duration(ClusterOption.SHUTDOWN_LOCK_LIMIT).toSeconds();
    }

    /** Notes the lock that a history tells of; one that has expired is forgotten. */
    void note(Resource resource, Node node, Element history) {
        long since = WholeNumber.parse(history.get("shutdown-lock"), 0);
        if (!wanted || since == 0) {
            return;
        }
        if (limitSeconds > 0 && facts.nowSeconds() > since + limitSeconds) {
            facts.consequences.add(new Consequence.ForgetHistory(resource, node, new Found.LockEnded(true)));
        } else {
            resource.lockNode = node;
            resource.lockTime = since;
        }
    }

    /** Locks resources to their nodes, once it is known where everything is active. */
    void apply() {
        if (wanted) {
            facts.resources.stream().filter(resource -> resource.isPrimitive() || resource.isGroup()).flatMap(Resource::leaves)
                    .filter(leaf -> !leaf.isFenceDevice() && !leaf.isConnection()).forEach(this::apply);
        }
    }

    private void apply(Resource leaf) {
        if (leaf.lockNode != null && !leaf.activeOn.isEmpty()) {
            facts.consequences.add(new Consequence.ForgetHistory(leaf, leaf.lockNode, new Found.LockEnded(false)));
            leaf.lockNode = null;
            leaf.lockTime = 0;
        } else if (leaf.lockNode == null && leaf.activeOn.size() == 1) {
            Node node = leaf.activeOn.getFirst();
            if (node.shuttingDown && !node.unclean) {
                leaf.lockNode = node;
                leaf.lockTime = Math.max(1, WholeNumber.parse(node.attributes.get("shutdown"), 0));
            }
        }
        if (leaf.lockNode == null) {
            return;
        }
        if (limitSeconds > 0) {
            facts.recheckAt(Instant.ofEpochSecond(leaf.lockTime + limitSeconds + 1));
        }
        facts.nodes.stream().filter(node -> node != leaf.lockNode)
                .forEach(node -> facts.score(leaf, node, -Score.INFINITY, new Found.ShutdownLock(leaf.lockNode.name())));
    }
}
