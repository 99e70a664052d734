package io.systole.core.fencing;

import io.systole.core.membership.NodeName;
import java.time.Duration;

/**
 * Somebody's wish that a node be fenced (rule C-116).
 *
 * @param target the node
 * @param action what is to be done to it
 * @param timeout for one attempt, unless the device has a timeout of its own
 * @param delay wanted before the first attempt; negative = no delay at all, not even that of the devices
 * @param tolerance do nothing if the same was done successfully so lately; zero = always do it
 * @param lastResort whether the target itself may do it if nobody else can
 * @param client which program asks
 * @param reason why, for people
 */
public record FencingRequest(NodeName target, FencingAction action, Duration timeout, Duration delay, Duration tolerance,
        boolean lastResort, String client, String reason) {
    public FencingRequest {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("fencing " + target + " needs a timeout above zero, not " + timeout);
        }
    }
}
