package io.systole.messaging;

import io.systole.core.membership.Member;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jgroups.Address;
import org.jgroups.EmptyMessage;
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
 * and without asking it: the node itself said, by its raised incarnation, that the former daemon is gone. If the former one
 * speaks all the same it is told of its successor, whom it may have no way to hear itself. Equal
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
        if (message.getHeader(SupersededHeader.WIRE_NUMBER) instanceof SupersededHeader notice) {
            heard(notice.successor());
            return null;
        }
        heardFrom(message.getSrc());
        Object answer = up_prot.up(message);
        tellFormer(message.getSrc());
        return answer;
    }

    @Override
    public void up(MessageBatch batch) {
        for (Iterator<Message> messages = batch.iterator(); messages.hasNext();) {
            if (messages.next().getHeader(SupersededHeader.WIRE_NUMBER) instanceof SupersededHeader notice) {
                heard(notice.successor());
                messages.remove();
            }
        }
        if (!batch.isEmpty()) {
            heardFrom(batch.sender());
            up_prot.up(batch);
            tellFormer(batch.sender());
        }
    }

    private void heardFrom(Address sender) {
        if (sender instanceof MemberAddress other && !isMember(other)) {
            heard(other);
        }
    }

    /** Only now: it is the discovery above that learns from the first message where the sender is. */
    private void tellFormer(Address sender) {
        if (sender instanceof MemberAddress former && !isMember(former)) {
            for (Address each : view) {
                if (each instanceof MemberAddress member && replaces(member.member(), former.member())) {
                    down_prot.down(new EmptyMessage(former).setFlag(Message.Flag.OOB)
                            .putHeader(SupersededHeader.WIRE_NUMBER, new SupersededHeader(member)));
                }
            }
        }
    }

    private boolean isMember(Address other) {
        return other.equals(local_addr) || view.contains(other);
    }

    private void heard(MemberAddress newcomer) {
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
