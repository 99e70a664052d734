package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.controller.status.ClusterProperties;
import io.systole.core.controller.status.NodeIds;
import io.systole.core.option.ClusterOption;

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

    /** The CIB with all of it. */
    Cib in(Cib cib) {
        Cib changed = NodeIds.ensure(cib, roster.names(), context.settings.configuredNodes());
        changed = context.electorate().in(changed);
        changed = ClusterProperties.set(changed, ClusterOption.HAVE_WATCHDOG.xmlName(), Boolean.toString(context.settings.watchdog()));
        changed = ClusterProperties.set(changed, "dc-version", context.settings.version());
        return ClusterProperties.set(changed, "cluster-infrastructure", "systole");
    }
}
