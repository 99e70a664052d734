package io.systole.messaging;

import io.systole.core.membership.NodeName;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.PhysicalAddress;
import org.jgroups.View;
import org.jgroups.ViewId;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.MERGE3;
import org.jgroups.util.TimeScheduler;

/**
 * Looks for parts of the cluster that live apart, eagerly while a node of the list is missing. JGroups' own protocol looks as often when
 * there is nobody to be found, which makes half of an idle member's datagrams. While all are here this one asks seldom; whoever lives
 * apart asks eagerly himself, and to hear of a view other than ours ends the calm at once.
 */
final class CalmMerge extends MERGE3 {
    private static final long EAGER_MILLIS = 300;
    private static final long LONGEST_EAGER_MILLIS = 900;
    private static final long CALM_MILLIS = 10_000;
    /** So long it goes on looking after a foreign view was heard of: several rounds of questions and comparisons. */
    private static final long ALARM_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Set<NodeName> listed;
    private volatile boolean complete;
    private volatile Optional<Long> alarm = Optional.empty();
    private Future<?> asking;

    /**
     * A protocol that has seen nobody yet.
     *
     * @param listed the nodes of the cluster; empty if they are not known, then it is never calm
     */
    CalmMerge(Set<NodeName> listed) {
        id = ClassConfigurator.getProtocolId(MERGE3.class);
        this.listed = Set.copyOf(listed);
        setMinInterval(EAGER_MILLIS).setMaxInterval(LONGEST_EAGER_MILLIS);
    }

    @Override
    public Object down(Event event) {
        if (event.getType() == Event.VIEW_CHANGE) {
            View installed = event.getArg();
            complete = !listed.isEmpty() && ViewMembers.of(installed).addresses().keySet().containsAll(listed);
        }
        return super.down(event);
    }

    @Override
    protected void addInfo(Address sender, ViewId theirs, String name, PhysicalAddress where) {
        super.addInfo(sender, theirs, name, where);
        View ours = view;
        if (ours != null && theirs != null && !theirs.equals(ours.getViewId())) {
            boolean calm = calm();
            alarm = Optional.of(System.nanoTime());
            if (calm) {
                stopInfoSender();
                startInfoSender();
                timer.execute(this::sendInfo);
            }
        }
    }

    @Override
    protected synchronized void startInfoSender() {
        if (asking == null || asking.isDone()) {
            asking = timer.scheduleWithDynamicInterval(new Question(), false);
        }
    }

    @Override
    protected synchronized void stopInfoSender() {
        if (asking != null) {
            asking.cancel(false);
            asking = null;
        }
    }

    @Override
    public synchronized boolean isInfoSenderRunning() {
        return asking != null && !asking.isDone();
    }

    private boolean calm() {
        return complete && alarm.filter(since -> System.nanoTime() - since < ALARM_NANOS).isEmpty();
    }

    private final class Question implements TimeScheduler.Task {
        @Override
        public void run() {
            sendInfo();
        }

        @Override
        public long nextInterval() {
            return calm() ? CALM_MILLIS : ThreadLocalRandom.current().nextLong(EAGER_MILLIS, LONGEST_EAGER_MILLIS);
        }
    }
}
