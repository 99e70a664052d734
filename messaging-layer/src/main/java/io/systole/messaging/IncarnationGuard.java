package io.systole.messaging;

import io.systole.core.membership.Member;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.stack.Protocol;
import org.jgroups.util.MessageBatch;

/**
 * Sees to it that of two daemons with one name only the newer one stays.
 *
 * <p>It looks at the sender of every message, discovery included, and at every view. A daemon that hears a newer one of
 * its own name is displaced. A member whose successor is heard is reported lost at once, without waiting for a timeout
 * and without asking it: the node itself said, by its raised incarnation, that the former daemon is gone. Equal
 * incarnations cannot come from one node's disk; then the one that was in the view first stays.
 */
final class IncarnationGuard extends Protocol {
    private final Member local;
    private final Consumer<Member> displaced;
    private volatile List<Address> view = List.of();

    IncarnationGuard(Member local, Consumer<Member> displaced) {
        this.local = local;
        this.displaced = displaced;
    }

    @Override
    public Object down(Event event) {
        if (event.getType() == Event.VIEW_CHANGE) {
            View installed = event.getArg();
            view = List.copyOf(installed.getMembers());
            findTwins(ViewMembers.of(installed));
        }
        return down_prot.down(event);
    }

    @Override
    public Object up(Message message) {
        heard(message.getSrc());
        return up_prot.up(message);
    }

    @Override
    public void up(MessageBatch batch) {
        heard(batch.sender());
        up_prot.up(batch);
    }

    private void heard(Address sender) {
        if (!(sender instanceof MemberAddress newcomer) || sender.equals(local_addr) || view.contains(sender)) {
            return;
        }
        if (replaces(newcomer.member(), local)) {
            displaced.accept(newcomer.member());
        }
        for (Address each : view) {
            if (each instanceof MemberAddress older && !each.equals(local_addr)
                    && replaces(newcomer.member(), older.member())) {
                lost(older);
            }
        }
    }

    private void findTwins(ViewMembers winners) {
        for (Address each : view) {
            if (each instanceof MemberAddress address && !winners.contains(address)) {
                if (address.equals(local_addr)) {
                    displaced.accept(winners.addresses().get(local.name()).member());
                } else {
                    lost(address);
                }
            }
        }
    }

    private static boolean replaces(Member newer, Member older) {
        return newer.name().equals(older.name()) && newer.incarnation() > older.incarnation();
    }

    /** Tells the group membership, on another thread because it may be just now installing a view. */
    private void lost(MemberAddress member) {
        GMS membership = stack.findProtocol(GMS.class);
        getTransport().getTimer().schedule(() -> membership.up(new Event(Event.SUSPECT, List.<Address>of(member))),
                0, TimeUnit.MILLISECONDS);
    }
}
