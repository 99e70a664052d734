package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.controller.status.ClusterProperties;
import io.systole.core.controller.status.NodeStates;
import io.systole.core.membership.NodeName;
import io.systole.core.membership.Verdict;
import io.systole.core.option.ClusterOption;
import io.systole.core.option.Truth;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Whether a node that does not have a change may go on without it. That is so where one of two nodes is enough: the other one has
 * the same right, until it is known to be down. So nothing is acknowledged before that, and what is written until then does
 * not outrank what the other one writes. Where no fencing is enabled nobody would ever know; there a lost node is not waited for.
 */
record Doubt(Context context, Roster roster) {
    /** The node that may decide otherwise; empty if those who have the change speak for all. */
    Optional<NodeName> about(Collection<NodeName> having, Cib cib) {
        if (!context.settings.quorum().twoNode()) {
            return Optional.empty();
        }
        Verdict verdict = context.judge(having, context.membership().released(), true);
        if (!verdict.quorate() || !verdict.tie()) {
            return Optional.empty();
        }
        var others = new TreeSet<>(context.electorate().nodes(context.settings.quorum()));
        others.removeAll(having);
        return others.stream().filter(node -> roster.has(node) || TakeoverWait.fencing(cib) && !down(node, cib)).findFirst();
    }

    private static boolean down(NodeName node, Cib cib) {
        return NodeStates.down(cib, node) || !NodeStates.known(cib, node) && !unseenAreFenced(cib);
    }

    private static boolean unseenAreFenced(Cib cib) {
        return ClusterProperties.get(cib, ClusterOption.STARTUP_FENCING.xmlName()).map(Truth::isTrue).orElse(true);
    }
}
