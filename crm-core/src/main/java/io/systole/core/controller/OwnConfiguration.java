package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.controller.status.ClusterProperties;
import io.systole.core.controller.status.NodeIds;
import io.systole.core.membership.NodeName;
import io.systole.core.option.ClusterOption;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the configuration holds that comes from the DC and not from people: a {@code <node>} for each member, and the
 * properties that describe the cluster itself. A DC with quorum adds it when its term begins, when a member joins, and to
 * every change of a client, since a client may replace the whole configuration by one without it.
 */
final class OwnConfiguration {
    private final Context context;
    private final Roster roster;

    OwnConfiguration(Context context, Roster roster) {
        this.context = context;
        this.roster = roster;
    }

    /**
     * The members; in a new cluster, and of two nodes always, also those that have not joined yet: a node that is not written down
     * would not be fenced, although it may have begun on its own.
     */
    private Set<NodeName> expected(Cib cib) {
        var nodes = new TreeSet<>(roster.names());
        if (cib.section("nodes").children().isEmpty() || context.settings.quorum().twoNode()) {
            nodes.addAll(context.settings.quorum().nodes());
        }
        return nodes;
    }

    /** The CIB with all of it. */
    Cib in(Cib cib) {
        Cib changed = NodeIds.ensure(cib, expected(cib), context.settings.configuredNodes());
        changed = context.electorate().in(changed);
        changed = ClusterProperties.set(changed, ClusterOption.HAVE_WATCHDOG.xmlName(), Boolean.toString(context.settings.watchdog()));
        changed = ClusterProperties.set(changed, "dc-version", context.settings.version());
        return ClusterProperties.set(changed, "cluster-infrastructure", "systole");
    }
}
