package io.systole.messaging;

import io.systole.core.membership.Member;
import io.systole.core.spi.ClusterTransport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the listener, one call at a time, on a thread of its own, so that JGroups never waits for us.
 *
 * <p>Messages from a process that is not (yet) in the view are held until the next view: a new member may be heard
 * before we are told of it. Those of processes that are not in the next view either are dropped, and so is what a member
 * sent before it (re)entered our view: JGroups may deliver that minutes late, when a partition has healed, and an order
 * from before the cut must not be obeyed after it.
 */
final class ListenerThread {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerThread.class);
    private static final int MOST_HELD = 1000;
    private static final long JOIN_MILLIS = 1000;

    private final BlockingQueue<Happening> queue = new LinkedBlockingQueue<>();
    private final Queue<Happening.Arrived> held = new ArrayDeque<>();
    private final ClusterTransport.Listener listener;
    private final Thread thread;
    /** The number of the view in which each member appeared, for as long as it stays. */
    private final Map<MemberAddress, Long> memberSince = new HashMap<>();
    private ViewMembers current = ViewMembers.NONE;
    private SortedSet<Member> told = new TreeSet<>();
    /** Members that we lost and that have not come back; a daemon that is started anew has another incarnation. */
    private final Set<Member> gone = new HashSet<>();
    private volatile boolean stopped;

    ListenerThread(String name, ClusterTransport.Listener listener) {
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void post(Happening happening) {
        queue.add(happening);
    }

    /** After this call the listener is not called any more, except for a call that runs just now on this very thread. */
    void stop() {
        stopped = true;
        queue.add(new Happening.End());
        if (Thread.currentThread() != thread) {
            try {
                thread.join(JOIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            while (!stopped) {
                Happening next = queue.take();
                if (!stopped) {
                    handle(next);
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(Happening happening) {
        try {
            switch (happening) {
                case Happening.ViewInstalled installed -> changeMembership(installed);
                case Happening.Arrived arrived -> deliver(arrived);
                case Happening.LinkChanged changed -> listener.onLink(changed.state());
                case Happening.Displaced displaced -> {
                    stopped = true;
                    listener.onDisplaced(displaced.newer());
                }
                case Happening.End end -> stopped = true;
            }
        } catch (RuntimeException bug) {
            LOG.error("the listener of the cluster transport failed, which it must not", bug);
        }
    }

    private void changeMembership(Happening.ViewInstalled installed) {
        current = installed.members();
        memberSince.keySet().retainAll(current.addresses().values());
        current.addresses().values().forEach(member -> memberSince.putIfAbsent(member, current.number()));
        SortedSet<Member> members = current.members();
        // JGroups may take a process that was cut off back by an ordinary view; that it is the same one tells that it lived on.
        // Alone, a merge has brought nobody: another node refused it.
        boolean merged = installed.merged() && members.size() > 1 || members.stream().anyMatch(gone::contains);
        if (merged || !members.equals(told)) {
            told.stream().filter(member -> !members.contains(member)).forEach(gone::add);
            gone.removeAll(members);
            told = members;
            listener.onMembership(members, merged);
        }
        List<Happening.Arrived> waiting = new ArrayList<>(held);
        held.clear();
        waiting.stream().filter(arrived -> current.contains(arrived.from())).forEach(this::deliver);
    }

    private void deliver(Happening.Arrived arrived) {
        if (current.contains(arrived.from())) {
            if (arrived.sentInView() < memberSince.get(arrived.from())) {
                LOG.debug("dropped a message that {} sent before a partition", arrived.from());
                return;
            }
            listener.onMessage(arrived.from().node(), arrived.message());
        } else if (held.size() < MOST_HELD) {
            held.add(arrived);
        }
    }
}
