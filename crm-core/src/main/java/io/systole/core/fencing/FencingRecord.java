package io.systole.core.fencing;

import io.systole.core.membership.NodeName;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of the fencing history that all nodes share (rule C-126).
 *
 * @param id unique in the cluster
 * @param target the node that was to be fenced
 * @param action what was asked for
 * @param delegate who did it: a node, or {@code a human}; empty if nobody did
 * @param client which program asked
 * @param origin on which node it asked
 * @param leader which node leads or led the operation
 * @param state how far it is
 * @param completed when it ended; empty while it goes on
 * @param status how it ended, in the codes of {@code op-status}: 0 done, 2 timed out, 4 error, 10 no fence device
 * @param cause why it was asked for
 * @param reason which device on which node did it, or why it failed; empty while it goes on
 */
public record FencingRecord(
        String id,
        NodeName target,
        FencingAction action,
        String delegate,
        String client,
        NodeName origin,
        NodeName leader,
        State state,
        Optional<Instant> completed,
        int status,
        String cause,
        String reason) {
    /** {@code op-status} of success. */
    public static final int DONE = 0;
    /** {@code op-status} if the last attempt did not end in time. */
    public static final int TIMED_OUT = 2;
    /** {@code op-status} of any other failure. */
    public static final int ERROR = 4;
    /** {@code op-status} if no device can fence the node. */
    public static final int NO_DEVICE = 10;
    /** The delegate of an acknowledgement by hand. */
    public static final String HUMAN = "a human";

    /** A record that has just begun. */
    static FencingRecord begun(String id, FencingRequest request, NodeName origin, NodeName leader) {
        return new FencingRecord(id, request.target(), request.action(), "", request.client(), origin, leader, State.QUERYING,
                Optional.empty(), DONE, request.reason(), "");
    }

    /** The same record while an agent is at work. */
    FencingRecord executing(String node) {
        return new FencingRecord(id, target, action, node, client, origin, leader, State.EXECUTING, completed, status, cause, reason);
    }

    /** The same record at its end. */
    FencingRecord ended(State end, String node, Instant at, int code, String why) {
        return new FencingRecord(id, target, action, node, client, origin, leader, end, Optional.of(at), code, cause, why);
    }

    /** True while it is not known how it ends. */
    public boolean pending() {
        return completed.isEmpty();
    }

    /** True if the target is in the wanted state. */
    public boolean succeeded() {
        return state == State.DONE || state == State.DUPLICATE;
    }

    /** How far an operation is (rule C-127). */
    public enum State {
        /** Members are asked what they can do. */
        QUERYING,
        /** A device is at work. */
        EXECUTING,
        /** It was done. */
        DONE,
        /** The same had just been done, so nothing was. */
        DUPLICATE,
        /** It was not done. */
        FAILED
    }
}
