package io.systole.core.controller;

import java.time.Duration;

/**
 * How long the controller waits for what.
 *
 * @param failureDetection how long the transport takes to notice that a node is silent. A pause of this process that is
 *     longer than half of it, and a DC whose quorum was silent this long, may have been replaced without knowing it
 * @param heartbeat how often the DC asks its members for an echo
 * @param election how long a node without DC listens before it stands for election; the second name waits twice as long, and so on.
 *     When the DC is known to be gone the first name does not wait, the second one so long, and so on
 * @param claim how long a candidate waits for the members' answers; longer than {@code failureDetection}
 * @param deadtime a DC that is a member but silent for so long is given up ({@code dc-deadtime})
 * @param initDead how long a DC of a cluster that has just started waits for nodes that were never seen, before it takes them for lost
 * @param restartGrace how long a node whose daemon ended while its host went on answering is not fenced: the daemon may come back
 * @param request how long a client waits for the DC's answer to a request
 * @param statusDelay how long status updates are collected before they are sent to the members together
 * @param shutdownEscalation how long an orderly shutdown may take before the daemon leaves although resources run
 */
public record Timeouts(
        Duration failureDetection,
        Duration heartbeat,
        Duration election,
        Duration claim,
        Duration deadtime,
        Duration initDead,
        Duration restartGrace,
        Duration request,
        Duration statusDelay,
        Duration shutdownEscalation) {
    public Timeouts {
        if (claim.compareTo(failureDetection) <= 0) {
            throw new IllegalArgumentException("the claim timeout " + claim
                + " must be longer than the failure detection time " + failureDetection);
        }
        if (heartbeat.multipliedBy(2).compareTo(failureDetection) > 0) {
            throw new IllegalArgumentException("the heartbeat " + heartbeat
                + " must be at most half the failure detection time " + failureDetection);
        }
    }

    /** Fits a transport that notices a silent node after this time. */
    public static Timeouts forFailureDetection(Duration failureDetection) {
        return new Timeouts(failureDetection, failureDetection.dividedBy(4), Duration.ofMillis(300),
                failureDetection.plus(Duration.ofMillis(500)), Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ZERO,
                Duration.ofSeconds(30), Duration.ofMillis(20),
                Duration.ofMinutes(20));
    }

    /** For how long a DC asks a witness for its grant. */
    public Duration grantValidity() {
        return failureDetection.multipliedBy(2);
    }

    /** How long a DC counts on a member that is heard and answers nothing; longer than a transport takes to notice silence. */
    public Duration deafness() {
        return claim.multipliedBy(2);
    }

    /** These with other patience for nodes that are not there yet, or not any more. */
    public Timeouts withPatience(Duration unseen, Duration restarting) {
        return new Timeouts(failureDetection, heartbeat, election, claim, deadtime, unseen, restarting, request, statusDelay,
                shutdownEscalation);
    }

    /** Fits the default stack of the messaging layer: a silent node is noticed after 2.3 s. */
    public static Timeouts defaults() {
        return forFailureDetection(Duration.ofMillis(2300));
    }
}
