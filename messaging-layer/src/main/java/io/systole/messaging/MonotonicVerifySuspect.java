package io.systole.messaging;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.View;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.VERIFY_SUSPECT2;

/**
 * Asks a suspected member directly before it counts as lost.
 *
 * <p>JGroups' own protocol reads the wall clock: set back, it delays every failover by the step; set forward, it skips
 * the question. And it looks at its suspects in a fixed rhythm, which costs up to another timeout. This one uses
 * monotonic time and looks when the timeout ends.
 *
 * <p>And it does not take for granted that it was heard. While views merge, JGroups' membership throws away what it is told, and a
 * merge may wait a second for the answer of the very member that has just died. A member that is lost and stays in the view
 * is asked, and told of, anew.
 */
final class MonotonicVerifySuspect extends VERIFY_SUSPECT2 {
    /** One question may be lost; two seldom are. */
    private static final int QUESTIONS = 2;

    /** Suspects, and the monotonic time in ms at which each counts as lost. Guarded by this. */
    private final Map<Address, Long> due = new LinkedHashMap<>();
    private volatile View installed;

    MonotonicVerifySuspect(long timeoutMillis) {
        id = ClassConfigurator.getProtocolId(VERIFY_SUSPECT2.class);
        timeout = timeoutMillis;
        num_msgs = QUESTIONS;
    }

    /** Nothing is to be looked at in a rhythm. */
    @Override
    public synchronized void start() {
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        due.clear();
    }

    @Override
    public Object down(Event event) {
        if (event.getType() == Event.VIEW_CHANGE) {
            View view = event.getArg();
            installed = view;
            synchronized (this) {
                due.keySet().removeIf(suspect -> !view.containsMember(suspect));
            }
        }
        return down_prot.down(event);
    }

    @Override
    protected synchronized void addSuspects(Collection<Address> members) {
        if (members == null || members.isEmpty()) {
            return;
        }
        long end = nowMillis() + timeout;
        members.forEach(member -> due.putIfAbsent(member, end));
        timer.schedule(this, timeout, TimeUnit.MILLISECONDS);
        log.debug("%s: verifying that %s is lost", local_addr, members);
    }

    @Override
    protected synchronized boolean removeSuspect(Address member) {
        return due.remove(member) != null;
    }

    @Override
    public void run() {
        List<Address> lost;
        synchronized (this) {
            long now = nowMillis();
            lost = due.entrySet().stream().filter(entry -> entry.getValue() <= now).map(Map.Entry::getKey).toList();
            lost.forEach(due::remove);
        }
        if (!lost.isEmpty()) {
            up_prot.up(new Event(Event.SUSPECT, lost));
            verifySuspect(lost.stream().filter(this::isMember).toList());
        }
    }

    private boolean isMember(Address address) {
        View view = installed;
        return view != null && view.containsMember(address);
    }

    private static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
