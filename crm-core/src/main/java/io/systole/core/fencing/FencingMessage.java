package io.systole.core.fencing;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What fencers of different nodes say to each other. {@code id} is that of the operation, as in {@link FencingRecord}. */
public sealed interface FencingMessage {
    /** What can your devices do about this node? */
    record Ask(String id, NodeName target, FencingAction action, Duration timeout) implements FencingMessage {}

    /**
     * Answer to an {@link Ask}.
     *
     * @param devices those that can fence the node, as far as known
     * @param remarks why others cannot, a sentence each
     * @param doubtful whether a device could not be asked, so that it may be able later
     * @param complete false if more will follow
     */
    record Offer(String id, List<DeviceOffer> devices, List<String> remarks, boolean doubtful, boolean complete) implements FencingMessage {
        public Offer {
            devices = List.copyOf(devices);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Run this device now.
     *
     * @param attempt tells the attempts of one operation apart
     * @param timeout for the action unless the device has its own
     * @param delay to be waited before
     * @param ownDelay whether the device's own delay comes on top
     */
    record Run(String id, int attempt, String device, NodeName target, FencingAction action, Duration timeout, Duration delay,
            boolean ownDelay) implements FencingMessage {}

    /** It will be done, or have failed, within this time. */
    record Accepted(String id, int attempt, Duration within) implements FencingMessage {}

    /** How a {@link Run} ended. */
    record Ended(String id, int attempt, boolean success, boolean timedOut, String reason) implements FencingMessage {}

    /** Nobody waits for this run any more. */
    record Withdraw(String id, int attempt) implements FencingMessage {}

    /** Lead this operation for me, since I am its target (rule C-117). */
    record Lead(FencingRecord record, Duration timeout, Duration delay) implements FencingMessage {}

    /** How far an operation is. */
    record Told(FencingRecord record) implements FencingMessage {}

    /** What I know, for a node that has just come (rule C-129). */
    record Known(List<FencingRecord> records) implements FencingMessage {
        public Known {
            records = List.copyOf(records);
        }
    }

    /** Forget what has ended, of one node or of all. */
    record Forget(Optional<NodeName> target) implements FencingMessage {}

    /** You count as fenced by your watchdog if you do not answer: reset yourself. */
    record ResetYourself(String id, String reason) implements FencingMessage {}

    /**
     * What one device of a node can do about the target.
     *
     * @param device the resource
     * @param verified whether the device has worked there lately
     * @param off whether it can switch off
     * @param on whether it can switch on
     * @param reboot whether it can reboot, in one step or by being switched off
     * @param unfences whether a node must be switched on by it when it joins
     */
    record DeviceOffer(String device, boolean verified, boolean off, boolean on, boolean reboot, boolean unfences) {
        boolean can(FencingAction action) {
            return switch (action) {
                case OFF -> off;
                case ON -> on;
                case REBOOT -> reboot;
            };
        }
    }
}
