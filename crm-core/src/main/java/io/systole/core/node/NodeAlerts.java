package io.systole.core.node;

import io.systole.core.alert.AlertDesk;
import io.systole.core.alert.AlertEvent;
import io.systole.core.cib.Cib;
import io.systole.core.controller.ControllerSettings;
import io.systole.core.controller.status.NodeIds;
import io.systole.core.fencing.FencingRecord;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.OperationResult;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Hears what happens on and around this node and has alert programs run for it. As with Pacemaker every member tells of nodes and
 * fencing, the node that ran an operation of its result, and the DC of attributes, since it writes them.
 */
final class NodeAlerts {
    private final NodeName self;
    private final NodePorts ports;
    private final Supplier<Cib> cib;
    private final AlertDesk desk;
    private SortedSet<Member> members;
    private Cib seen = Cib.empty();
    private boolean led;

    NodeAlerts(ControllerSettings settings, NodePorts ports, Supplier<Cib> cib) {
        this.self = settings.node();
        this.ports = ports;
        this.cib = cib;
        this.desk = new AlertDesk(settings.version(), ports.zone());
    }

    /** Who is here now. Whom this node finds when it comes itself is no news. */
    void members(SortedSet<Member> present) {
        if (members != null) {
            members.stream().filter(member -> !present.contains(member)).forEach(gone -> node(gone, false));
            present.stream().filter(member -> !members.contains(member)).forEach(come -> node(come, true));
        }
        members = new TreeSet<>(present);
    }

    private void node(Member member, boolean here) {
        tell(new AlertEvent.NodeChange(member.name(), NodeIds.of(cib.get(), member.name()).orElse(""), here));
    }

    void ended(OperationResult result) {
        tell(new AlertEvent.OperationEnd(self, result));
    }

    void fenced(FencingRecord record) {
        tell(new AlertEvent.FencingEnd(record));
    }

    /** The controller has worked on something, and perhaps written attributes. */
    void worked(boolean leads) {
        Cib before = seen;
        seen = cib.get();
        if (leads && led && seen != before) {
            WrittenAttributes.between(before, seen).forEach(this::tell);
        }
        led = leads;
    }

    private void tell(AlertEvent event) {
        desk.calls(event, cib.get(), ports.clock().get()).forEach(ports.alerts()::run);
    }
}
