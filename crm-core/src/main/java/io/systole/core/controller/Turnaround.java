package io.systole.core.controller;

import java.time.Duration;
import java.util.Optional;

/**
 * How soon after a transition the next one may be calculated: at once, unless transition after transition leads nowhere because orders are
 * refused or end as soon as they are given. Then each wait is twice as long as the one before, up to a second, so that what stands in the
 * way has the time to go by and neither this node nor the others are busy with nothing.
 */
final class Turnaround {
    /** After so many in a row that led nowhere the next one has to wait: plans are often overtaken by what has just happened. */
    private static final int FREE = 3;
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private int hollow;
    private Duration wait = SHORTEST;
    private Duration until = Duration.ZERO;
    private boolean waited;
    private String refusal = "";

    /** A transition begins. */
    void begins() {
        waited = false;
        refusal = "";
    }

    /** It waits for somebody to do what was ordered. */
    void waits() {
        waited = true;
    }

    /** An order was refused, in plain words. */
    void refused(String sentence) {
        refusal = sentence;
    }

    /** It is over. */
    void over(Duration uptime) {
        if (waited && refusal.isEmpty()) {
            hollow = 0;
            wait = SHORTEST;
        } else if (++hollow > FREE) {
            until = uptime.plus(wait);
            wait = wait.compareTo(LONGEST.dividedBy(2)) > 0 ? LONGEST : wait.multipliedBy(2);
        }
    }

    /** How long the next one has to wait; empty if not at all. */
    Optional<Duration> left(Duration uptime) {
        return Optional.of(until.minus(uptime)).filter(left -> left.isPositive());
    }

    /** Why it waits. */
    String reason() {
        return hollow + " transitions have led nowhere, "
                + (refusal.isEmpty() ? "they ended as soon as they began" : "the last because " + refusal);
    }
}
