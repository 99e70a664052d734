package io.systole.messaging;

import java.util.Iterator;
import java.util.Objects;
import org.jgroups.Address;
import org.jgroups.EmptyMessage;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.stack.Protocol;
import org.jgroups.util.MessageBatch;

/**
 * Keeps a member with its coordinator when two nodes do not hear each other but both hear it. JGroups lets either of the two
 * draw it over to a view without the other one, in turns of some seconds and without end. Here only the coordinator of a view
 * speaks for it when views merge; another member refuses a leader with whom it shares no view ({@link MergePatience}). One
 * of the two is alone then, and knows it.
 */
final class MergeGuard extends Protocol {
    private static final short GROUP_MEMBERSHIP = ClassConfigurator.getProtocolId(GMS.class);

    private final MergePatience patience = new MergePatience(System::nanoTime);
    private volatile View view;

    @Override
    public Object down(Event event) {
        if (event.getType() == Event.VIEW_CHANGE) {
            View installed = event.getArg();
            View former = view;
            view = installed;
            if (former != null && installed.getMembers().containsAll(former.getMembers())) {
                synchronized (patience) {
                    patience.calm();
                }
            }
        }
        return down_prot.down(event);
    }

    @Override
    public Object up(Message message) {
        return refused(message) ? null : up_prot.up(message);
    }

    @Override
    public void up(MessageBatch batch) {
        for (Iterator<Message> messages = batch.iterator(); messages.hasNext();) {
            if (refused(messages.next())) {
                messages.remove();
            }
        }
        if (!batch.isEmpty()) {
            up_prot.up(batch);
        }
    }

    private boolean refused(Message message) {
        if (!(message.getHeader(GROUP_MEMBERSHIP) instanceof GMS.GmsHeader header) || header.getType() != GMS.GmsHeader.MERGE_REQ) {
            return false;
        }
        Address leader = message.getSrc();
        View now = view;
        if (now == null || Objects.equals(now.getCoord(), local_addr) || now.containsMember(leader)) {
            return false;
        }
        synchronized (patience) {
            if (!patience.refuses()) {
                return false;
            }
        }
        log.debug("%s: stays with %s and does not merge with %s alone", local_addr, now.getCoord(), leader);
        down_prot.down(new EmptyMessage(leader).setFlag(Message.Flag.OOB).putHeader(GROUP_MEMBERSHIP,
                new GMS.GmsHeader(GMS.GmsHeader.MERGE_RSP).mergeId(header.getMergeId()).mergeRejected(true)));
        return true;
    }
}
