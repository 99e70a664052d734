package io.systole.core.scheduler.reason;

import java.util.Locale;

/** Reasons as {@code crm_simulate} prints them in its summary after "due to", or in quotes for a fenced node (5:T-55, 5:T-58). */
public final class ShortReason {
    private ShortReason() {}

    /** Pacemaker's few words; empty for what Pacemaker gives no reason for. */
    public static String of(Reason reason) {
        return switch (reason) {
            case Consequent.NoNode none -> "node availability";
            case Consequent.Unexpected unexpected -> "being multiply active";
            case Consequent.BlockedPartner blocked -> "colocation with " + blocked.partner();
            case Consequent.OtherAction other -> other.effect().name().toLowerCase(Locale.ROOT) + " "
                    + (other.resource().isEmpty() ? "" : other.resource() + " ") + other.task();
            case Found.NoQuorum quorum -> quorum.frozen() ? "quorum freeze" : "no quorum";
            case Found.DefinitionChanged changed -> "resource definition change";
            case Found.DeviceChanged changed -> of(changed.what());
            case Consequent.LetIn in -> "required by " + in.resource() + " " + in.task();
            case Uncleanness unclean -> of(unclean);
            default -> "";
        };
    }

    private static String of(Found.Device what) {
        return switch (what) {
            case DEFINITION -> "Device definition changed";
            case PARAMETERS -> "Device parameters changed";
            case RELOAD -> "Device parameters changed (reload)";
            case RESCHEDULE -> "Device parameters changed (reschedule)";
        };
    }

    private static String of(Uncleanness unclean) {
        String resource = unclean.resource();
        return switch (unclean.cause()) {
            case NEVER_SEEN -> "peer has not been seen by the cluster";
            case BANNED -> "peer failed Pacemaker membership criteria";
            case REQUESTED -> "fencing was requested";
            case JOIN_TIMED_OUT -> "peer pending timed out on joining the process group";
            case LEFT_MEMBERSHIP -> "peer is no longer part of the cluster";
            case CONTROLLER_GONE -> "peer process is no longer available";
            case UNKNOWN_JOIN_STATE -> "peer was in an unknown state";
            case UNEXPECTEDLY_DOWN -> "peer is unexpectedly down";
            case NO_QUORUM -> "cluster does not have quorum";
            case RESOURCE_FAILED -> resource + " failed there";
            case RESOURCE_ACTIVE -> resource + " is thought to be active there";
            case RESOURCE_ACTIVE_BEHIND_CONNECTION -> resource
                    + " is active there (fencing will be revoked if remote connection can be re-established elsewhere)";
            case CONNECTION_FAILED -> "remote connection is unrecoverable";
            case CONNECTION_LOST -> "the connection is unrecoverable";
            case ACTIVE_WITHOUT_CONNECTION -> "resources are active but connection is unrecoverable";
            case UNKNOWN_WITHOUT_CONNECTION -> "resources are in unknown state and connection is unrecoverable";
            case STOP_IMPOSSIBLE -> "stop is unrunnable";
            case TICKET_LOST -> "deadman ticket was lost";
            case GUEST -> "guest is unclean";
            case CONTAINER_FAILED -> "container failed";
            case NO_STATE -> "node is unclean";
        };
    }
}
