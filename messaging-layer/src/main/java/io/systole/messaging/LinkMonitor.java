package io.systole.messaging;

import io.systole.core.membership.LinkState;
import io.systole.core.membership.LinkState.Status;
import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells from what is heard which link to which node works. Every member sends a heartbeat over every link, so a link is down when
 * a node is heard, but not over that link. If a node is not heard at all, that is a matter of the membership and says nothing
 * of the links. Any thread may call.
 */
final class LinkMonitor {
    private static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final LinkTable table;
    private final Duration keepAlive;
    private final Duration deadTime;
    /** Worked out once: each datagram is compared with it. */
    private final Duration halfDeadTime;
    private final LongSupplier nanoTime;
    private final Supplier<Instant> clock;
    private final Duration warnTime;
    private final Consumer<LinkState> changes;
    private final Consumer<String> warnings;
    private final SortedMap<NodeName, Peer> peers = new TreeMap<>();
    /** Why a link cannot be used on this side; empty or null if it can. */
    private final AtomicReferenceArray<String> troubles;
    /** Silence before this moment does not count: this process itself did not run. */
    private long awakeSince;
    private long lastCheck;

    /**
     * A monitor that has heard nothing yet.
     *
     * @param changes hears of links that were lost or have come back, in order; must return at once
     * @param warnings hears of heartbeats that came late
     */
    LinkMonitor(LinkTable table, FailureDetectionTimes times, LongSupplier nanoTime, Supplier<Instant> clock,
            Consumer<LinkState> changes, Consumer<String> warnings) {
        this.table = table;
        this.troubles = new AtomicReferenceArray<>(table.links());
        this.keepAlive = times.keepAlive();
        this.deadTime = times.deadTime();
        this.halfDeadTime = deadTime.dividedBy(2);
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.changes = changes;
        this.warnings = warnings;
        this.warnTime = times.warnTime();
        this.lastCheck = nanoTime.getAsLong();
        this.awakeSince = lastCheck;
    }

    /** An authentic datagram has come from this node over this link. */
    synchronized void heard(NodeName node, int link) {
        long now = nanoTime.getAsLong();
        Peer peer = peer(node);
        if (now - peer.lastHeard > warnTime.toNanos()) {
            warnOfLateness(node, peer, now);
        }
        peer.lastHeard = now;
        peer.tracks.get(link).heard(now);
    }

    private void warnOfLateness(NodeName node, Peer peer, long now) {
        Duration silence = peer.tracks.stream().map(track -> track.countedSilence(now, peer)).min(Duration::compareTo).orElse(NEVER);
        if (peer.member && silence.compareTo(warnTime) > 0 && now - lastCheck <= warnTime.toNanos()) {
            warnings.accept("a late heartbeat of " + node + ": nothing was heard for " + silence.toMillis() + " ms (warntime "
                    + warnTime.toMillis() + " ms, deadtime " + deadTime.toMillis() + " ms)");
        }
    }

    /** Who is a member now. */
    synchronized void members(Set<NodeName> present) {
        long now = nanoTime.getAsLong();
        present.forEach(this::peer);
        peers.forEach((node, peer) -> {
            if (present.contains(node) != peer.member) {
                peer.member = !peer.member;
                peer.memberSince = now;
                peer.tracks.forEach(track -> track.become(
                        peer.member && track.silence(now).compareTo(deadTime) <= 0 ? Status.UP : Status.UNKNOWN,
                        peer.member ? "not heard yet" : node + " is no member"));
            }
        });
    }

    /** Why a link cannot be used on this side; an empty text ends that. */
    void trouble(int link, String why) {
        troubles.set(link, why);
    }

    private String trouble(int link) {
        String why = troubles.get(link);
        return why == null || why.isEmpty() ? "" : " (" + why + ")";
    }

    /** Looks who was silent for how long; to be called about once every keepalive. */
    synchronized void check() {
        long now = nanoTime.getAsLong();
        if (now - lastCheck > halfDeadTime.plus(keepAlive).toNanos()) {
            awakeSince = now;
        }
        lastCheck = now;
        peers.values().stream().filter(peer -> peer.member).forEach(peer -> {
            boolean heard = peer.tracks.stream().anyMatch(track -> track.silence(now).compareTo(deadTime) <= 0);
            for (Track track : peer.tracks) {
                if (track.status != Status.UP && track.steady(now)) {
                    boolean back = track.status == Status.DOWN;
                    track.become(Status.UP, "");
                    if (back) {
                        changes.accept(track.state(now));
                    }
                } else if (track.status != Status.DOWN && heard && track.countedSilence(now, peer).compareTo(deadTime) > 0) {
                    track.become(Status.DOWN, (track.everHeard ? "nothing is heard over it" : "nothing was ever heard over it")
                            + trouble(track.link));
                    changes.accept(track.state(now));
                }
            }
        });
    }

    /** The state of every link to every node that is listed or was ever here. */
    synchronized List<LinkState> states() {
        long now = nanoTime.getAsLong();
        List<LinkState> states = new ArrayList<>();
        peers.values().forEach(peer -> peer.tracks.forEach(track -> states.add(track.state(now))));
        return states;
    }

    private Peer peer(NodeName node) {
        return peers.computeIfAbsent(node, Peer::new);
    }

    /** One other node. */
    private final class Peer {
        private final List<Track> tracks = new ArrayList<>();
        private boolean member;
        private long memberSince;
        /** Over any link. */
        private long lastHeard = nanoTime.getAsLong();

        Peer(NodeName node) {
            for (int link = 0; link < table.links(); link++) {
                tracks.add(new Track(node, link));
            }
        }
    }

    /** One link to one node. */
    private final class Track {
        private final NodeName node;
        private final int link;
        private Status status = Status.UNKNOWN;
        private Instant since = clock.get();
        private String reason = "not heard yet";
        private boolean everHeard;
        private long lastHeard;
        /** When it was heard again after a silence. */
        private long heardFrom;
        private long received;

        Track(NodeName node, int link) {
            this.node = node;
            this.link = link;
        }

        void heard(long now) {
            if (!everHeard || silence(now).compareTo(halfDeadTime) > 0) {
                heardFrom = now;
            }
            everHeard = true;
            lastHeard = now;
            received++;
        }

        /** Two heartbeats make a link: a single datagram that slips through must not raise and lower it for ever. */
        boolean steady(long now) {
            return everHeard && silence(now).compareTo(halfDeadTime) <= 0
                    && lastHeard - heardFrom >= keepAlive.dividedBy(2).toNanos();
        }

        Duration silence(long now) {
            return everHeard ? Duration.ofNanos(now - lastHeard) : NEVER;
        }

        /** Silence while the peer was a member and this process ran. */
        Duration countedSilence(long now, Peer peer) {
            Duration counted = Duration.ofNanos(Math.min(now - peer.memberSince, now - awakeSince));
            return silence(now).compareTo(counted) < 0 ? silence(now) : counted;
        }

        void become(Status next, String why) {
            if (next != status) {
                since = clock.get();
            }
            status = next;
            reason = next == Status.UP ? "" : why;
        }

        LinkState state(long now) {
            String remote = table.address(node, link).map(table::text).orElse("an address that is not listed");
            return new LinkState(node, link + 1, table.text(table.own(link)), remote, status, since, reason,
                    everHeard ? Optional.of(silence(now)) : Optional.empty(), received);
        }
    }
}
