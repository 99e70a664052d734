package io.systole.core.controller;

import java.time.Duration;

/**
 * By when a node that has lost its quorum has ended what runs on it, so that others may start it without having fenced it.
 *
 * <pre>
 *  last confirmed                    begin                    time        others take over
 *  ──┼──────────────────────────────────┼─────────────────────────┼───────────┼──────>
 *    │ the resources stop in order       │ what is left is ended   │  margin   │
 *    │ (no-quorum-policy)                │ by force: hardStop      │           │
 * </pre>
 *
 * @param time counted from the last moment at which a DC with quorum is known to have counted on this node; zero: a node does
 *     not end its resources by itself, and nobody waits for it
 * @param hardStop how much of it is kept for ending by force what did not stop in order
 * @param margin what others wait in addition, for clocks that differ and processors that are busy
 */
public record SelfFencing(Duration time, Duration hardStop, Duration margin) {
    /** Nobody ends anything by itself. */
    public static final SelfFencing NONE = new SelfFencing(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public SelfFencing {
        if (time.isNegative() || hardStop.isNegative() || margin.isNegative() || hardStop.compareTo(time) > 0) {
            throw new IllegalArgumentException("self-fencing time " + time + " with a hard stop of " + hardStop + " and a margin of "
                    + margin);
        }
    }

    /** What fits a transport that notices a silent node after this time. */
    public static SelfFencing forFailureDetection(Duration detection) {
        return of(detection.multipliedBy(3).plusSeconds(4), detection);
    }

    /** This time, with the margin that others should keep; see {@link #shortest}. */
    public static SelfFencing of(Duration time, Duration detection) {
        return new SelfFencing(time, hardStop(time), time.dividedBy(20).plus(detection.dividedBy(2)).plusMillis(250));
    }

    /** The shortest time that does not end resources merely because a DC has died and another one is elected. */
    public static Duration shortest(Duration detection) {
        return detection.multipliedBy(5).dividedBy(2).plusSeconds(3);
    }

    /** When the end by force begins, counted like {@link #time}. */
    public Duration begin() {
        return time.minus(hardStop);
    }

    /** How long others wait, counted from the last moment at which the node may have been confirmed. */
    public Duration takeOver() {
        return time.plus(margin);
    }

    /** True if nodes end their resources by themselves. */
    public boolean used() {
        return !time.isZero();
    }

    private static Duration hardStop(Duration time) {
        Duration most = Duration.ofSeconds(2);
        return time.dividedBy(2).compareTo(most) < 0 ? time.dividedBy(2) : most;
    }
}
