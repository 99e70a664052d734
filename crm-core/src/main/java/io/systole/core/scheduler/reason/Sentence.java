package io.systole.core.scheduler.reason;

import io.systole.core.option.Score;
import java.util.Map;
import java.util.stream.Collectors;

/** Reasons in plain words: one clause without full stop. */
public final class Sentence {
    private Sentence() {}

    /** The reason of a score part or of something that the reader has before his eyes, which is called "it". */
    public static String of(Reason reason) {
        return of(reason, "it");
    }

    /**
     * A reason in plain words.
     *
     * @param reason the reason
     * @param subject what it is the reason for: a resource id, the name of a node that is unclean, or a pronoun
     * @return the clause; empty for {@link Reason#NONE}
     */
    public static String of(Reason reason, String subject) {
        return switch (reason) {
            case Reason.None none -> "";
            case Configured configured -> of(configured);
            case Found found -> of(found, subject);
            case Consequent consequent -> of(consequent, subject);
            case Uncleanness unclean -> of(unclean, subject);
        };
    }

    private static String of(Configured reason) {
        return switch (reason) {
            case Configured.LocationConstraint location -> "location " + location.constraint();
            case Configured.NodeHealth health -> "health of " + health.node();
            case Configured.Colocation together -> together(together);
            case Configured.NoInstance none -> "colocation " + none.constraint() + ": " + none.resource()
                    + " has no instance to go with";
            case Configured.ColocationWithRole with -> "colocation " + with.constraint() + ": " + with.resource() + " is " + with.role()
                    + (with.places().isEmpty() ? " nowhere" : " on " + with.places().stream().map(Object::toString)
                            .collect(Collectors.joining(", ")));
            case Configured.Stickiness stickiness -> "stickiness";
            case Configured.ResourceOption option -> option.name() + " is " + option.value();
            case Configured.ClusterSetting setting -> setting.name() + " is " + setting.value();
            case Configured.CloneLimit limit -> limit.resource() + " has its " + limit.max()
                    + (limit.max() == 1 ? " instance" : " instances");
            case Configured.ExclusiveDiscovery exclusive -> "resource-discovery is exclusive to other nodes";
            case Configured.Capacity capacity -> "lack of capacity for " + amounts(capacity.need());
            case Configured.PromotionScore score -> "promotion score";
            case Configured.NotBehindConnection not -> "it cannot run behind a connection";
            case Configured.LivesIn in -> "it lives in " + in.node();
            case Configured.Ticket ticket -> "ticket " + ticket.ticket() + (ticket.standby() ? " is in standby" : " is not granted")
                    + " (" + ticket.constraint() + ")";
            case Configured.PromotionTicket ticket -> "a ticket for the promoted role is missing";
        };
    }

    private static String together(Configured.Colocation colocation) {
        return (colocation.written() ? "colocation " : "") + colocation.constraint() + ": " + colocation.partner()
                + colocation.place().map(node -> " is on " + node).orElse(" has no node");
    }

    private static String amounts(Map<String, Integer> amounts) {
        return amounts.isEmpty() ? "nothing" : amounts.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    private static String of(Found reason, String subject) {
        return switch (reason) {
            case Found.Failure failure -> failure(failure);
            case Found.FailureLimit limit -> subject + " failed " + Score.text(limit.failures()) + " times there, migration-threshold is "
                    + Score.text(limit.threshold());
            case Found.ActiveUnmanaged active -> subject + " is active there and not managed";
            case Found.MultiplyActive several -> subject + " is active on several nodes";
            case Found.StopRequired stop -> "a failure requires " + subject + " to be stopped";
            case Found.Removed removed -> subject + " was removed from the configuration";
            case Found.ShutdownLock lock -> subject + " waits for " + lock.node() + " (shutdown-lock)";
            case Found.LockEnded ended -> ended.expired() ? "its shutdown lock has expired" : subject + " is active although it was locked";
            case Found.MigrationInterrupted migration -> "a migration from " + migration.source() + " was interrupted";
            case Found.MigrationRemains remains -> "a finished migration left it there";
            case Found.FailureExpired expired -> "it expired";
            case Found.DefinitionChanged changed -> "parameters of " + subject + " have changed";
            case Found.AgentChanged changed -> "the agent of " + subject + " was replaced by another";
            case Found.OperationChanged changed -> "the definition of " + changed.operation() + " has changed";
            case Found.OperationRemoved removed -> "the operation was removed from the configuration";
            case Found.ReconnectDue due -> "the connection may be tried again";
            case Found.ConnectionFailed failed -> "its connection " + failed.connection() + " failed";
            case Found.DeviceChanged changed -> (changed.what() == Found.Device.DEFINITION ? "the definition" : "a parameter")
                    + " of a fence device has changed since " + subject + " was let in";
            case Found.NoFenceDevice none -> "fencing is enabled but no fence device is configured";
            case Found.NoNodeAvailable none -> "no node can take resources";
            case Found.NoQuorum quorum -> "this part of the cluster has no quorum"
                    + (quorum.frozen() ? ": what runs stays, nothing else starts" : "");
        };
    }

    private static String failure(Found.Failure failure) {
        return switch (failure.effect()) {
            case RECOVERY -> failure.failure().toString();
            case BAN -> failure.failure() + ", on-fail keeps it away";
            case STOP -> failure.failure() + ", on-fail is stop";
            case RECONNECT -> failure.failure() + ", reconnect_interval has not passed";
            case STOP_FAILED -> failure.failure() + ", it may still run there";
            case HARD -> failure.failure() + ", an error that only that node has";
            case FATAL -> failure.failure() + ", an error that every node would have";
            case NOT_INSTALLED -> failure.failure() + ", its agent is not installed there";
            case PROBE -> "a probe found that it cannot run there: " + failure.failure();
        };
    }

    private static String of(Consequent reason, String subject) {
        return switch (reason) {
            case Consequent.BestNode best -> subject + " is not running; " + best.node() + " is the best node (score "
                    + Score.text(best.score()) + ")";
            case Consequent.Move move -> subject + " moves to " + move.node() + " (score " + Score.text(move.score()) + ")";
            case Consequent.LiveMigration migration -> subject + " moves without interruption";
            case Consequent.Recovery recovery -> subject + " failed and is recovered on " + recovery.node();
            case Consequent.Restart restart -> subject + " is started again";
            case Consequent.RoleChange change -> subject + (change.up() ? " is to be promoted on " : " is no longer to be promoted on ")
                    + change.node();
            case Consequent.Step step -> "marks a step of " + (step.resource().isEmpty() ? "the transition" : step.resource());
            case Consequent.Task task -> task.task() + " of " + subject + " on " + task.node();
            case Consequent.NoNode none -> "no node may run " + subject + " now";
            case Consequent.Unexpected unexpected -> subject + " may be active on one node only";
            case Consequent.BlockedPartner blocked -> subject + " must be with " + blocked.partner() + ", which cannot start (colocation "
                    + blocked.constraint() + ")";
            case Consequent.OtherAction other -> other.resource().isEmpty() ? mark(other, subject) : other(other, subject);
            case Consequent.LetIn in -> subject + " must be let in before the " + in.task() + " of " + in.resource();
            case Consequent.UnknownState unknown -> "it is not known whether " + unknown.resource() + " runs on " + unknown.node();
            case Consequent.Monitoring monitoring -> monitoring.again() ? "its definition or state has changed"
                    : "monitoring of " + monitoring.resource() + " begins";
            case Consequent.WatchStopped watch -> "watches that " + watch.resource() + " does not run there";
            case Consequent.OtherRole role -> "its role will not be that of this operation";
            case Consequent.ActiveSoon soon -> subject + " will be active there";
            case Consequent.Maintenance maintenance -> "maintenance mode";
            case Consequent.Notification notification -> "instances are told of each other's actions";
            case Consequent.RoomMade room -> "what leaves " + room.node() + " has made room there";
            case Consequent.Fenced fenced -> fenced.node() + " is fenced";
            case Consequent.Leaving leaving -> leaving.node() + " asked to leave the cluster";
            case Consequent.FailCountEnded ended -> "the fail count of " + ended.resource() + " on " + ended.node() + " no longer counts: "
                    + of(ended.why(), ended.resource());
        };
    }

    private static String other(Consequent.OtherAction other, String subject) {
        String order = other.constraint().isEmpty() ? "" : " (order " + other.constraint() + ")";
        return dependence(other, subject) + order;
    }

    private static String dependence(Consequent.OtherAction other, String subject) {
        return switch (other.effect()) {
            case REQUIRED -> subject + " follows " + other.resource() + ", whose " + other.task() + " is needed";
            case UNRUNNABLE -> subject + " depends on " + other.resource() + ", whose " + other.task() + " is not possible";
            case UNMIGRATEABLE -> subject + " cannot migrate live since " + other.resource() + " cannot";
        };
    }

    /** What has no resource: fencing, and marks such as {@code one-or-more:ID} of a resource set. */
    private static String mark(Consequent.OtherAction other, String subject) {
        String what = other.task().equals("stonith") ? "a fencing operation" : other.task();
        return switch (other.effect()) {
            case REQUIRED -> subject + " goes with " + what;
            case UNRUNNABLE -> subject + " waits for " + what + ", which is not possible";
            case UNMIGRATEABLE -> subject + " cannot migrate live because of " + what;
        };
    }

    private static String of(Uncleanness unclean, String node) {
        String resource = unclean.resource();
        return switch (unclean.cause()) {
            case NEVER_SEEN -> node + " was never seen by this cluster";
            case BANNED -> node + " was refused as a member";
            case REQUESTED -> "somebody asked for the fencing of " + node;
            case JOIN_TIMED_OUT -> node + " did not join in time (node-pending-timeout)";
            case LEFT_MEMBERSHIP -> node + " was lost without having left";
            case CONTROLLER_GONE -> "the host of " + node + " is a member, but the cluster's process there is gone";
            case UNKNOWN_JOIN_STATE -> "how far " + node + " has joined is not known";
            case UNEXPECTEDLY_DOWN -> node + " should be up and is not";
            case NO_QUORUM -> "there is no quorum, and no-quorum-policy is fence";
            case RESOURCE_FAILED -> resource + " failed there, and on-fail is fence";
            case RESOURCE_ACTIVE -> resource + " may still run there";
            case RESOURCE_ACTIVE_BEHIND_CONNECTION -> resource + " runs there, and the connection may come back from another node";
            case CONNECTION_FAILED -> "the connection to " + node + " cannot be recovered";
            case CONNECTION_LOST -> "the connection to " + node + " is lost and no node can take it over";
            case ACTIVE_WITHOUT_CONNECTION -> "resources run on " + node + ", and its connection cannot be recovered";
            case UNKNOWN_WITHOUT_CONNECTION -> "what runs on " + node + " is not known, and its connection cannot be recovered";
            case STOP_IMPOSSIBLE -> resource + " cannot be stopped there";
            case TICKET_LOST -> "a ticket was lost, and loss-policy is fence";
            case GUEST -> node + " goes down with what it lives in";
            case CONTAINER_FAILED -> "what " + node + " lives in has failed";
            case NO_STATE -> "the state of " + node + " is not known";
        };
    }
}
