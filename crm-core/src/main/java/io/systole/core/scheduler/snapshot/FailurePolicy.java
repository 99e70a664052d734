package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import io.systole.core.option.TimeSpan;
import java.util.Locale;

/** What the configuration wants done about a failed operation (rules 1:S-156, 1:S-157). */
final class FailurePolicy {
    private final Facts facts;

    FailurePolicy(Facts facts) {
        this.facts = facts;
    }

    OnFail of(Resource resource, String operation, long intervalMillis) {
        String word = facts.operations.meta(resource, operation, intervalMillis).get("on-fail");
        word = word == null ? null : word.toLowerCase(Locale.ROOT);
        boolean stop = operation.equals("stop");
        boolean connection = resource.launcher == null && resource.isConnection();
        if (stop && word != null && (word.equals("standby") || word.equals("demote") || word.equals("stop"))) {
            word = null;
        }
        if (operation.equals("demote") && word == null) {
            word = ofPromotedMonitor(resource);
        }
        if ("demote".equals(word) && !mayDemote(resource, operation, intervalMillis)) {
            word = null;
        }
        boolean reconnects = connection && !operation.equals("start")
                && !(operation.equals("monitor") && intervalMillis == 0);
        if (reconnects && !resource.managed) {
            return OnFail.STOP;
        }
        if (word == null && resource.launcher != null) {
            return OnFail.RESTART_CONTAINER;
        }
        if (word == null && reconnects) {
            return OnFail.RESET_REMOTE;
        }
        return word == null ? otherwise(stop) : read(word, stop);
    }

    private OnFail read(String word, boolean stop) {
        return switch (word) {
            case "block" -> OnFail.BLOCK;
            case "fence" -> facts.fencingEnabled ? OnFail.FENCE : OnFail.STOP;
            case "standby" -> OnFail.STANDBY;
            case "ignore", "nothing" -> OnFail.IGNORE;
            case "migrate" -> OnFail.BAN;
            case "stop" -> OnFail.STOP;
            case "restart" -> OnFail.RESTART;
            case "demote" -> OnFail.DEMOTE;
            default -> otherwise(stop);
        };
    }

    private OnFail otherwise(boolean stop) {
        return !stop ? OnFail.RESTART : facts.fencingEnabled ? OnFail.FENCE : OnFail.BLOCK;
    }

    private String ofPromotedMonitor(Resource resource) {
        String word = null;
        for (Element operation : facts.operations.of(resource)) {
            boolean promoted = Role.parse(operation.get("role")).orElse(Role.STARTED) == Role.PROMOTED;
            String own = operation.get("on-fail");
            if ("monitor".equals(operation.get("name")) && promoted && Operations.enabled(operation) && own != null
                    && TimeSpan.intervalMillis(operation.get("interval")) > 0 && !own.equalsIgnoreCase("demote")) {
                word = own.toLowerCase(Locale.ROOT);
            }
        }
        return word;
    }

    private boolean mayDemote(Resource resource, String operation, long intervalMillis) {
        if (operation.equals("promote")) {
            return true;
        }
        String role = facts.operations.meta(resource, operation, intervalMillis).get("role");
        return operation.equals("monitor") && intervalMillis > 0 && Role.parse(role).orElse(Role.STARTED) == Role.PROMOTED;
    }
}
