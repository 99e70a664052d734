package io.systole.core.controller;

import java.time.Duration;
import java.util.Optional;

/** Notices that this process did not run for so long that the others may have given it up. */
final class PauseDetector {
    private final Duration tolerated;
    private Optional<Duration> lastSign = Optional.empty();

    PauseDetector(Timeouts timeouts) {
        this.tolerated = timeouts.heartbeat().plus(timeouts.failureDetection().dividedBy(2));
    }

    /** The timer that comes at each heartbeat has come. */
    void sign(Duration now) {
        lastSign = Optional.of(now);
    }

    /** How long the pause was that ends now; empty if there was none. */
    Optional<Duration> pause(Duration now) {
        Optional<Duration> gap = lastSign.map(now::minus).filter(span -> span.compareTo(tolerated) > 0);
        gap.ifPresent(span -> sign(now));
        return gap;
    }
}
