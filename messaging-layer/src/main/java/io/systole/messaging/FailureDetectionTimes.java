package io.systole.messaging;

import java.time.Duration;

/**
 * How silence becomes a lost node. A node is lost at most {@code deadTime + verifyTime} after its last datagram.
 *
 * @param keepAlive time between two heartbeats of a node
 * @param deadTime silence after which a node is suspected; several times {@code keepAlive}
 * @param verifyTime how long a suspect gets to answer a direct question before it counts as lost
 * @param warnTime silence that is logged when it ends, as a warning that the dead time is short for this machine or network
 */
public record FailureDetectionTimes(Duration keepAlive, Duration deadTime, Duration verifyTime, Duration warnTime) {
    /** Shorter heartbeats would mostly measure the scheduler of the operating system. */
    private static final Duration SHORTEST = Duration.ofMillis(20);
    /** Rides out a switch's hiccup and a busy machine. */
    public static final FailureDetectionTimes DEFAULT =
            new FailureDetectionTimes(Duration.ofMillis(400), Duration.ofMillis(2000), Duration.ofMillis(250));
    /** For quiet networks of their own. */
    public static final FailureDetectionTimes FAST =
            new FailureDetectionTimes(Duration.ofMillis(200), Duration.ofMillis(1000), Duration.ofMillis(150));
    /** For nodes whose processors and network nobody else uses: noticed within a quarter of a second. */
    public static final FailureDetectionTimes EXPRESS =
            new FailureDetectionTimes(Duration.ofMillis(40), Duration.ofMillis(200), Duration.ofMillis(40));

    public FailureDetectionTimes {
        if (keepAlive.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("keepalive is " + keepAlive.toMillis() + " ms, it must be 20 ms or more");
        }
        if (deadTime.compareTo(keepAlive.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("deadtime is " + deadTime.toMillis() + " ms, it must be at least twice keepalive ("
                    + keepAlive.toMillis() + " ms), or one lost datagram would cost a node");
        }
        if (verifyTime.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("the time to verify a suspicion is " + verifyTime.toMillis()
                    + " ms, it must be 20 ms or more");
        }
        if (warnTime.compareTo(keepAlive) <= 0 || warnTime.compareTo(deadTime) >= 0) {
            throw new IllegalArgumentException("warntime is " + warnTime.toMillis() + " ms, it must lie between keepalive ("
                    + keepAlive.toMillis() + " ms) and deadtime (" + deadTime.toMillis() + " ms), or it would warn always or never");
        }
    }

    /** Times that warn in the middle between keepalive and deadtime. */
    public FailureDetectionTimes(Duration keepAlive, Duration deadTime, Duration verifyTime) {
        this(keepAlive, deadTime, verifyTime, keepAlive.plus(deadTime).dividedBy(2));
    }

    /** How long a silent node may stay unnoticed. */
    public Duration longestSilence() {
        return deadTime.plus(verifyTime);
    }
}
