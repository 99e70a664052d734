package io.systole.core.scheduler.reason;

import io.systole.core.membership.NodeName;

/** It follows from something else that is planned. */
public sealed interface Consequent extends Reason {
    /** It is not running, and this is the best node for it. */
    record BestNode(NodeName node, int score) implements Consequent {}

    /** It moves to this node. */
    record Move(NodeName node, int score) implements Consequent {}

    /** It moves without interruption. */
    record LiveMigration() implements Consequent {}

    /** It failed there and is recovered. */
    record Recovery(NodeName node) implements Consequent {}

    /** It is stopped and started where it is. */
    record Restart() implements Consequent {}

    /** Its role there changes: {@code up} to promoted, else down. */
    record RoleChange(NodeName node, boolean up) implements Consequent {}

    /** A mark: one step of a resource, or of the transition if it has no resource. */
    record Step(String resource) implements Consequent {}

    /** A task that needs no reason of its own. */
    record Task(String task, NodeName node) implements Consequent {}

    /** No node can or may take the resource. */
    record NoNode() implements Consequent {}

    /** It is where {@code multiple-active=stop_unexpected} does not want it. */
    record Unexpected() implements Consequent {}

    /** A mandatory colocation's partner cannot be started or promoted. */
    record BlockedPartner(String constraint, String partner) implements Consequent {}

    /**
     * Another action makes this one necessary or impossible.
     *
     * @param effect what it does to this one
     * @param resource whose action; empty for actions without resource
     * @param task its task, for example {@code start} or {@code running}
     * @param constraint the ordering constraint between the two; empty if there is none
     */
    record OtherAction(Effect effect, String resource, String task, String constraint) implements Consequent {}

    /** What another action does. */
    enum Effect {
        REQUIRED,
        UNRUNNABLE,
        UNMIGRATEABLE
    }

    /** The node has to be let in ("unfenced") before a task of this resource. */
    record LetIn(String resource, String task) implements Consequent {}

    /** It is not known whether the resource runs there. */
    record UnknownState(String resource, NodeName node) implements Consequent {}

    /** Monitoring begins, or {@code again} with other settings or another role. */
    record Monitoring(String resource, boolean again) implements Consequent {}

    /** An operation watches that the resource does not run there. */
    record WatchStopped(String resource) implements Consequent {}

    /** The resource will not have the role of this operation. */
    record OtherRole() implements Consequent {}

    /** The resource will be active where its absence was watched. */
    record ActiveSoon() implements Consequent {}

    /** Maintenance ends monitoring. */
    record Maintenance() implements Consequent {}

    /** Instances are told of each other's actions. */
    record Notification() implements Consequent {}

    /** What leaves a node makes room for what comes. */
    record RoomMade(NodeName node) implements Consequent {}

    /** The node is fenced, which stops all that was on it. */
    record Fenced(NodeName node) implements Consequent {}

    /** The node asked to leave the cluster. */
    record Leaving(NodeName node) implements Consequent {}

    /** A fail count does not count any more. */
    record FailCountEnded(String resource, NodeName node, Reason why) implements Consequent {}
}
