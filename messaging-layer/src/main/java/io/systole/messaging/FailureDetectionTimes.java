package io.systole.messaging;

import java.time.Duration;

/**
 * How silence becomes a lost node. A node is lost at most {@code deadTime + verifyTime} after its last datagram.
 *
 * @param keepAlive time between two heartbeats of a node
 * @param deadTime silence after which a node is suspected; several times {@code keepAlive}
 * @param verifyTime how long a suspect gets to answer a direct question before it counts as lost
 */
public record FailureDetectionTimes(Duration keepAlive, Duration deadTime, Duration verifyTime) {
    /** Shorter heartbeats would mostly measure the scheduler of the operating system. */
    private static final Duration SHORTEST = Duration.ofMillis(20);
    /** Rides out a switch's hiccup and a busy machine. */
    public static final FailureDetectionTimes DEFAULT =
            new FailureDetectionTimes(Duration.ofMillis(400), Duration.ofMillis(2000), Duration.ofMillis(250));
    /** For quiet networks of their own. */
    public static final FailureDetectionTimes FAST =
            new FailureDetectionTimes(Duration.ofMillis(200), Duration.ofMillis(1000), Duration.ofMillis(150));

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
    }
}
