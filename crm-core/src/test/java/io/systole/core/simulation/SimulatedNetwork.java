package io.systole.core.simulation;

import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.ClusterTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * A network with delay, cuts and crashes, and the failure detection on top of it. A change of who reaches whom becomes a
 * new membership after the detection time, on each node for itself, so the nodes disagree for a while, as they do in life.
 *
 * <p>What is sent over a cut way is kept and comes when the way is there again, as long as both still count each other in; when one
 * has given up the other, it is lost. That is what a transport promises.
 */
final class SimulatedNetwork {
    private final VirtualTime time;
    private final RandomGenerator random;
    private final Duration detection;
    /** Every transport that was started and neither closed nor crashed. */
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<SortedSet<NodeName>> islands = new ArrayList<>();
    /** Pairs that do not hear each other although both hear the rest. */
    private final Set<SortedSet<NodeName>> brokenLinks = new HashSet<>();
    /** Ways on which nothing comes through, as "from to"; the other direction works. */
    private final Set<String> deadWays = new HashSet<>();
    /** Ways on which one message in four comes twice, the second time out of turn: more than a transport may do. */
    private final Set<String> stutteringWays = new HashSet<>();
    /** How much longer messages take at most, by sender and receiver. */
    private final Map<String, Duration> slowness = new TreeMap<>();
    /** Daemons that died on hosts that went on answering. */
    private final SortedSet<Member> endedAlone = new TreeSet<>();
    private Duration cutAt = Duration.ZERO;
    private int sent;

    SimulatedNetwork(VirtualTime time, RandomGenerator random, Duration detection) {
        this.time = time;
        this.random = random;
        this.detection = detection;
    }

    ClusterTransport transport(Member self) {
        return new Endpoint(self);
    }

    /** Cuts these nodes off from all others; they still reach each other. */
    void isolate(SortedSet<NodeName> nodes) {
        islands.add(new TreeSet<>(nodes));
        cutAt = time.elapsed();
        rumour(detection);
    }

    /** Cuts the way between two, and no other. */
    void cut(NodeName one, NodeName other) {
        brokenLinks.add(new TreeSet<>(List.of(one, other)));
        cutAt = time.elapsed();
        rumour(detection);
    }

    /** Nothing that one sends to the other comes through any more; the other direction works. */
    void cutOneWay(NodeName from, NodeName to) {
        deadWays.add(from + " " + to);
        cutAt = time.elapsed();
        rumour(detection);
    }

    /** What one sends to the other sometimes comes twice. */
    void stutter(NodeName from, NodeName to) {
        stutteringWays.add(from + " " + to);
    }

    /** What one sends to another takes up to so much longer; the order of these messages stays. */
    void slow(NodeName from, NodeName to, Duration most) {
        slowness.put(from + " " + to, most);
    }

    /** Ends all cuts and all slowness. */
    void heal() {
        slowness.clear();
        islands.clear();
        brokenLinks.clear();
        deadWays.clear();
        stutteringWays.clear();
        for (Endpoint endpoint : List.copyOf(endpoints)) {
            time.after(Duration.ofMillis(random.nextInt(1, 20)), endpoint::takeLate);
        }
        rumour(Duration.ofMillis(200));
    }

    /**
     * Ends a transport without a word; the others notice after the detection time.
     *
     * @param hostAnswers whether only the process died, so that the others know that
     */
    void crash(ClusterTransport transport, boolean hostAnswers) {
        if (hostAnswers) {
            endedAlone.add(((Endpoint) transport).self);
        }
        ((Endpoint) transport).alive = false;
        ((Endpoint) transport).crashedAt = time.elapsed().toNanos();
        endpoints.remove((Endpoint) transport);
        rumour(detection);
    }

    /** A stopped process neither hears nor tells until it goes on. */
    void pause(ClusterTransport transport, boolean paused) {
        ((Endpoint) transport).paused = paused;
        ((Endpoint) transport).pausedAt = time.elapsed();
        rumour(paused ? detection : Duration.ofMillis(200));
        if (!paused) {
            ((Endpoint) transport).goOn();
        }
    }

    /** How many messages were handed to the network. */
    int sent() {
        return sent;
    }

    /** Whether no cut lies between two; names of things that are no nodes count as on the mainland. */
    boolean connected(NodeName one, NodeName other) {
        for (SortedSet<NodeName> island : islands) {
            if (island.contains(one) != island.contains(other)) {
                return false;
            }
        }
        return brokenLinks.isEmpty() || !brokenLinks.contains(new TreeSet<>(List.of(one, other)));
    }

    /** Whether what one sends gets to the other. */
    private boolean reaches(NodeName from, NodeName to) {
        return (deadWays.isEmpty() || !deadWays.contains(from + " " + to)) && connected(from, to);
    }

    /** Every endpoint looks around again, each at its own moment around the given delay. */
    private void rumour(Duration delay) {
        for (Endpoint endpoint : List.copyOf(endpoints)) {
            time.after(delay.plusMillis(random.nextInt(1, 50)), endpoint::lookAround);
        }
    }

    private final class Endpoint implements ClusterTransport {
        private final Member self;
        private final TreeMap<NodeName, Long> channelFree = new TreeMap<>();
        private final List<Runnable> held = new ArrayList<>();
        /** What could not come through yet, in the order of sending. */
        private final List<Late> late = new ArrayList<>();
        private final SortedSet<NodeName> departed = new TreeSet<>();
        private SortedSet<Member> members = new TreeSet<>();
        private Listener listener;
        private boolean alive;
        private boolean paused;
        private long crashedAt = Long.MAX_VALUE;
        private Duration pausedAt = Duration.ZERO;

        Endpoint(Member self) {
            this.self = self;
        }

        @Override
        public void start(Listener heard) {
            listener = heard;
            alive = true;
            endpoints.add(this);
            time.after(Duration.ofMillis(1), this::lookAround);
            rumour(Duration.ofMillis(100));
        }

        @Override
        public void send(NodeName to, byte[] message) {
            if (!alive) {
                return;
            }
            sent++;
            Duration slow = slowness.isEmpty() ? null : slowness.get(self.name() + " " + to);
            long extra = slow == null ? 0 : random.nextLong(slow.toNanos());
            long way = random.nextInt(100_000, 3_000_000) + extra;
            long arrival = Math.max(time.elapsed().toNanos() + way, channelFree.getOrDefault(to, 0L) + 1);
            channelFree.put(to, arrival);
            // The first half of its way a message is in the sender's buffers and lost with it.
            long left = time.elapsed().toNanos() + way / 2;
            boolean twice = !stutteringWays.isEmpty() && stutteringWays.contains(self.name() + " " + to) && random.nextInt(4) == 0;
            for (Endpoint receiver : endpoints) {
                if (receiver.self.name().equals(to) && sees(receiver.self)) {
                    Duration takes = Duration.ofNanos(arrival).minus(time.elapsed());
                    time.after(takes, () -> receiver.receive(this, left, message));
                    if (twice) {
                        time.after(takes.plusMillis(random.nextInt(1, 1000)), () -> receiver.receive(this, left, message));
                    }
                }
            }
        }

        @Override
        public void broadcast(byte[] message) {
            for (Member member : members) {
                if (!member.equals(self)) {
                    send(member.name(), message);
                }
            }
        }

        @Override
        public boolean endedAlone(Member former) {
            return SimulatedNetwork.this.endedAlone.contains(former) && connected(self.name(), former.name());
        }

        @Override
        public void close() {
            if (alive) {
                alive = false;
                endpoints.remove(this);
                rumour(Duration.ofMillis(5));
            }
        }

        /** Failure detection takes its time: silence that has just begun is no reason to give a member up. */
        private boolean notYetMissed(Endpoint other) {
            Duration since = other.paused ? other.pausedAt : cutAt;
            return time.elapsed().minus(since).compareTo(detection) < 0;
        }

        private boolean sees(Member other) {
            return other.equals(self) || members.contains(other);
        }

        private void receive(Endpoint sender, long left, byte[] message) {
            if (sender.crashedAt < left) {
                return;
            }
            if (paused) {
                held.add(() -> receive(sender, left, message));
            } else if (alive && sees(sender.self)) {
                boolean queued = late.stream().anyMatch(one -> one.sender == sender);
                if (queued || !reaches(sender.self.name(), self.name())) {
                    late.add(new Late(sender, message));
                } else {
                    listener.onMessage(sender.self.name(), message.clone());
                }
            }
        }

        /** The ways are there again: what is late comes now, if sender and receiver count on each other still. */
        private void takeLate() {
            if (paused) {
                held.add(this::takeLate);
                return;
            }
            for (Late one : List.copyOf(late)) {
                if (!reaches(one.sender.self.name(), self.name())) {
                    continue;
                }
                late.remove(one);
                if (alive && one.sender.alive && sees(one.sender.self) && one.sender.sees(self)) {
                    listener.onMessage(one.sender.self.name(), one.message.clone());
                }
            }
        }

        private record Late(Endpoint sender, byte[] message) {}

        private void goOn() {
            List<Runnable> backlog = List.copyOf(held);
            held.clear();
            backlog.forEach(Runnable::run);
        }

        private void lookAround() {
            if (!alive || paused) {
                return;
            }
            var newest = new TreeMap<NodeName, Member>();
            newest.put(self.name(), self);
            for (Endpoint other : endpoints) {
                boolean reachable = !other.paused && reaches(other.self.name(), self.name());
                if (reachable || members.contains(other.self) && notYetMissed(other)) {
                    newest.merge(other.self.name(), other.self, (a, b) -> a.compareTo(b) >= 0 ? a : b);
                }
            }
            if (!newest.get(self.name()).equals(self)) {
                alive = false;
                endpoints.remove(this);
                listener.onDisplaced(newest.get(self.name()));
                return;
            }
            var found = new TreeSet<>(newest.values());
            if (found.equals(members)) {
                return;
            }
            boolean merged = found.stream().anyMatch(member -> departed.contains(member.name()) && !members.contains(member));
            members.stream().filter(member -> !found.contains(member)).forEach(member -> departed.add(member.name()));
            found.forEach(member -> departed.remove(member.name()));
            members = found;
            late.removeIf(one -> !members.contains(one.sender.self));
            listener.onMembership(new TreeSet<>(found), merged);
        }
    }
}
