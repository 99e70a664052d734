package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.controller.status.ClusterProperties;
import io.systole.core.membership.NodeName;
import io.systole.core.option.ClusterOption;
import io.systole.core.option.WholeNumber;
import io.systole.core.throttle.JobLimits;
import io.systole.core.throttle.NodeLoad;
import io.systole.core.throttle.Throttle;
import java.util.Optional;
import java.util.TreeMap;

/** What the DC may have under way at a time, from the load that members have told with their last echo. */
final class Throttling {
    private final Context context;
    private final Sequencer sequencer;
    private final Roster roster;

    Throttling(Context context, Sequencer sequencer, Roster roster) {
        this.context = context;
        this.sequencer = sequencer;
        this.roster = roster;
    }

    JobLimits limits() {
        var loads = new TreeMap<NodeName, Optional<NodeLoad>>();
        for (Roster.Entry entry : roster.all()) {
            loads.put(entry.member.name(), entry.load);
        }
        Cib cib = sequencer.cib();
        return new Throttle(number(cib, ClusterOption.LOAD_THRESHOLD), number(cib, ClusterOption.NODE_ACTION_LIMIT))
                .limits(loads, context.self());
    }

    private static int number(Cib cib, ClusterOption option) {
        return ClusterProperties.get(cib, option.xmlName()).map(WholeNumber::parse).filter(value -> value.isPresent())
                .map(value -> value.getAsInt()).orElseGet(() -> WholeNumber.parse(option.defaultValue(), 0));
    }
}
