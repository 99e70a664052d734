package io.systole.core.arbitration;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.Optional;

/**
 * A lease in one slot of a disk that all nodes share, cut into {@linkplain LeaseStep steps}: says what is to be read or written next, and
 * is told what came of it. Pure; one thing at a time, begun by {@link #ask}, {@link #release} or {@link #watch} and ended by
 * {@link LeaseStep.Answer} or {@link LeaseStep.Done}.
 *
 * <pre>
 *  who does not hold it                                           who holds it
 *  look … look … look   unchanged for validity + 25 % + 100 ms    look   still what it wrote itself
 *    └ write            not later than a turn after that look       └ write   before its time is over
 *        └ settle       two turns                                       └ look
 *            └ look     still its own: it holds it
 * </pre>
 *
 * <p>Why two never count on it at once. Of two who take it at the same moment, the one whose write comes last has looked less than a
 * turn before; had the other one looked again by then, after two turns, it would have been seen. Whoever prolongs has written
 * before its own time was over, which is before anybody else has seen the slot unchanged for long enough. A write that comes late,
 * of a node that may be dead, makes the holder lose the lease, but it has to stand as long as any other before it is taken. What was
 * not looked at for more than two turns does not count as unchanged: somebody may have come and gone meanwhile.
 */
public final class DiskLease {
    private final String cluster;
    private final Duration turn;
    private Stage stage = Stage.IDLE;
    private GrantRequest request;
    private NodeName leaver;
    private long leaverTerm;
    /** When this node began to ask, and when it began its last look. */
    private Duration began = Duration.ZERO;
    private Duration lookBegan = Duration.ZERO;
    /** What the last look has found, when that look began, and since when it was found so. */
    private Optional<LeaseRecord> seen = Optional.empty();
    private Optional<Duration> lastLook = Optional.empty();
    private Duration seenSince = Duration.ZERO;
    /** What this object wrote and found there, what it has tried to write since, and until when it may count on the former. */
    private Optional<LeaseRecord> held = Optional.empty();
    private Optional<LeaseRecord> tried = Optional.empty();
    private Duration heldUntil = Duration.ZERO;
    private boolean prolongs;

    private enum Stage { IDLE, WATCHING, ASKING, WRITING, SETTLING, VERIFYING, LEAVING, RELEASING }

    /**
     * A lease that this node has never looked at.
     *
     * @param cluster a disk that another cluster has written to is refused
     * @param turn how long looking and writing may take together, and how often {@link #watch} is called at least: an eighth of the
     *     validity, the same on all nodes
     */
    public DiskLease(String cluster, Duration turn) {
        this.cluster = cluster;
        this.turn = turn;
    }

    /** Takes it or prolongs it if that is possible. The grant counts from this moment. */
    public LeaseStep ask(GrantRequest wanted, Duration now) {
        request = wanted;
        began = now;
        return look(Stage.ASKING, now);
    }

    /** Gives it back if this node holds it in this term. */
    public LeaseStep release(NodeName holder, long term, Duration now) {
        leaver = holder;
        leaverTerm = term;
        return look(Stage.LEAVING, now);
    }

    /** Looks in passing, so that it is known how long the slot has been as it is. */
    public LeaseStep watch(Duration now) {
        return look(Stage.WATCHING, now);
    }

    private LeaseStep look(Stage next, Duration now) {
        stage = next;
        lookBegan = now;
        return new LeaseStep.Look();
    }

    /** The slot holds this; empty if nothing, or nothing whole. */
    public LeaseStep read(Optional<LeaseRecord> content, Duration now) {
        note(content, now);
        return switch (stage) {
            case ASKING -> claim(now);
            case VERIFYING -> verify(now);
            case LEAVING -> leave(now);
            default -> done();
        };
    }

    private void note(Optional<LeaseRecord> content, Duration now) {
        // Somebody who has taken it looks again after two turns: less than that has been missed by nobody, clocks that differ included.
        boolean unbroken = lastLook.filter(before -> now.minus(before).compareTo(turn.multipliedBy(7).dividedBy(4)) <= 0).isPresent();
        if (!unbroken || !content.equals(seen)) {
            seenSince = now;
        }
        seen = content;
        lastLook = Optional.of(lookBegan);
    }

    private LeaseStep claim(Duration now) {
        if (seen.isPresent() && !seen.get().cluster().equals(cluster)) {
            return no("the disk belongs to cluster '" + seen.get().cluster() + "': each cluster needs a disk of its own");
        }
        prolongs = mine(now);
        if (!prolongs && !stands(now)) {
            return no(seen.map(DiskLease::inTheWay).orElse("the disk is new, somebody may be writing to it just now"));
        }
        var record = new LeaseRecord(cluster, request.asker().value(), request.term(), seen.map(LeaseRecord::generation).orElse(0L) + 1,
                request.validity(), false);
        return write(record, Stage.WRITING);
    }

    private static String inTheWay(LeaseRecord other) {
        return other.released() ? "the lease on the disk was given back by " + other.holder() + " (term " + other.term()
                + "), it is free soon" : "the lease on the disk is " + other.holder() + "'s (term " + other.term() + ")";
    }

    private LeaseStep write(LeaseRecord record, Stage next) {
        tried = Optional.of(record);
        stage = next;
        return new LeaseStep.Write(record);
    }

    /** True if the slot has what this object put there and its time is not over; its last write may have come through though it failed. */
    private boolean mine(Duration now) {
        return held.isPresent() && now.compareTo(heldUntil) < 0 && (seen.equals(held) || seen.equals(tried));
    }

    /** True if the slot has not changed for so long that nobody counts on it, with a margin for clocks that differ. */
    private boolean stands(Duration now) {
        Duration longest = seen.map(LeaseRecord::validity).filter(theirs -> theirs.compareTo(request.validity()) > 0)
                .orElse(request.validity());
        return now.minus(seenSince).compareTo(longest.plus(longest.dividedBy(4)).plusMillis(100)) > 0;
    }

    /** What was to be written is on the disk. */
    public LeaseStep written(Duration now) {
        if (stage == Stage.RELEASING) {
            return done();
        }
        if (prolongs) {
            return now.compareTo(heldUntil) < 0 ? look(Stage.VERIFYING, now)
                    : no("the disk is too slow: the lease was over before it was prolonged");
        }
        if (now.minus(began).compareTo(turn) > 0) {
            return no("the disk is too slow: looking and writing took " + now.minus(began).toMillis() + " ms, they may take "
                    + turn.toMillis() + " ms");
        }
        stage = Stage.SETTLING;
        return new LeaseStep.Settle(turn.multipliedBy(2));
    }

    /** The time to settle has passed. */
    public LeaseStep settled(Duration now) {
        return look(Stage.VERIFYING, now);
    }

    private LeaseStep verify(Duration now) {
        if (!seen.equals(tried)) {
            return no("the lease on the disk went to " + seen.map(LeaseRecord::holder).orElse("nobody") + " at the same moment");
        }
        Duration end = began.plus(request.validity());
        if (now.compareTo(end) >= 0) {
            return no("the disk is too slow: the lease would be over already");
        }
        held = seen;
        heldUntil = end;
        return answer(true, "the lease on the disk is " + request.asker() + "'s (generation " + seen.get().generation() + ")");
    }

    private LeaseStep leave(Duration now) {
        if (!mine(now) || !seen.get().holder().equals(leaver.value()) || seen.get().term() != leaverTerm) {
            return done();
        }
        LeaseRecord last = seen.get();
        held = Optional.empty();
        return write(new LeaseRecord(cluster, last.holder(), last.term(), last.generation() + 1, last.validity(), true), Stage.RELEASING);
    }

    /** Reading or writing did not work; what was to be written may be there all the same. */
    public LeaseStep failed(String reason) {
        boolean asked = stage == Stage.ASKING || stage == Stage.WRITING || stage == Stage.VERIFYING;
        return asked ? no(reason) : done();
    }

    private LeaseStep no(String reason) {
        return answer(false, reason);
    }

    private LeaseStep answer(boolean granted, String reason) {
        stage = Stage.IDLE;
        return new LeaseStep.Answer(granted, reason);
    }

    private LeaseStep done() {
        stage = Stage.IDLE;
        return new LeaseStep.Done();
    }
}
