package io.systole.core.scheduler.snapshot;

import java.util.Locale;

/** What the configuration wants done about a failed operation (rules 1:S-156, 1:S-157). */
final class FailurePolicy {
    private final Facts facts;

    FailurePolicy(Facts facts) {
        this.facts = facts;
    }

    OnFail of(Resource resource, String operation, long intervalMillis) {
        String word = facts.operations.meta(resource, operation, intervalMillis).get("on-fail");
        boolean stop = operation.equals("stop");
        boolean reconnects = resource.launcher == null && resource.isConnection() && !operation.equals("start")
                && !(operation.equals("monitor") && intervalMillis == 0);
        if (reconnects && !resource.managed) {
            return OnFail.STOP;
        }
        if (word != null) {
            OnFail given = read(word.toLowerCase(Locale.ROOT), resource);
            if (given != null) {
                return given;
            }
        }
        if (resource.launcher != null) {
            return OnFail.RESTART_CONTAINER;
        }
        if (reconnects) {
            return OnFail.RESET_REMOTE;
        }
        return !stop ? OnFail.RESTART : facts.fencingEnabled ? OnFail.FENCE : OnFail.BLOCK;
    }

    /** What a word asks for; null if it is not known or makes no sense here. */
    private OnFail read(String word, Resource resource) {
        return switch (word) {
            case "block" -> OnFail.BLOCK;
            case "fence" -> facts.fencingEnabled ? OnFail.FENCE : OnFail.STOP;
            case "standby" -> OnFail.STANDBY;
            case "ignore", "nothing" -> OnFail.IGNORE;
            case "migrate" -> OnFail.BAN;
            case "stop" -> OnFail.STOP;
            case "restart" -> OnFail.RESTART;
            case "demote" -> OnFail.DEMOTE;
            case "restart-container" -> resource.launcher == null ? null : OnFail.RESTART_CONTAINER;
            default -> null;
        };
    }
}
