package io.systole.core.controller.status;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.CibFormat;
import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.ExitCode;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.operation.OperationResult;
import io.systole.core.operation.ParameterDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The {@code lrm_rsc_op} entries that an operation leaves in the history (A.4 and A.5 of the controller and status reference). */
public final class HistoryEntries {
    private static final Set<String> NEVER_RECORDED = Set.of("cancel", "delete", "notify", "meta-data", "validate-all");

    private HistoryEntries() {}

    /**
     * What stands in the history while the operation runs; none for an operation that is not recorded. It has the digest of its parameters:
     * a monitor that never succeeds leaves it there (rule C-22), and a definition without digest counts as changed, which forgets failures.
     */
    public static List<Element> pending(OperationRequest request, NodeName node, Instant now) {
        if (NEVER_RECORDED.contains(request.key().operation())) {
            return List.of();
        }
        OperationKey key = request.key();
        Element entry = entry(id(key), key, request, node, "-1", ExitCode.UNKNOWN, ExecutionStatus.PENDING, "")
                .with("last-rc-change", Long.toString(now.getEpochSecond())).with("exec-time", "0").with("queue-time", "0")
                .with("op-digest", ParameterDigest.operation(request.parameters(), key.interval(), request.timeout()).value());
        return List.of(migration(entry, request));
    }

    /** What a result leaves: one entry, two for a failed one-shot operation, none for one that is not recorded. */
    public static List<Element> of(OperationResult result, NodeName node) {
        OperationRequest request = result.request();
        ExecutionStatus status = result.status().recorded(result.exitCode());
        if (NEVER_RECORDED.contains(request.key().operation()) || status == ExecutionStatus.CANCELLED) {
            return List.of();
        }
        OperationKey key = recordedKey(request.key(), status);
        boolean failed = failed(status, result.exitCode(), request.targetRc());
        // What is degraded is listed for people as well, who want to know why.
        boolean telling = failed || healthy(result.exitCode()) != result.exitCode();
        var entries = new ArrayList<Element>();
        for (String id : ids(key, failed)) {
            Element entry = entry(id, key, request, node, Long.toString(result.callId()), result.exitCode(), status,
                    telling ? result.exitReason() : "")
                    .with("last-rc-change", Long.toString(result.startedAt().getEpochSecond()))
                    .with("exec-time", Long.toString(result.execTime().toMillis()))
                    .with("queue-time", Long.toString(result.queueTime().toMillis()));
            for (var digest : result.digests().entrySet()) {
                entry = entry.with(digest.getKey(), digest.getValue());
            }
            entries.add(migration(entry, request));
        }
        return entries;
    }

    /** What the DC writes for an operation that never answered (rule C-57). */
    public static List<Element> lost(OperationRequest request, NodeName node, Instant now, String reason) {
        OperationKey key = request.key();
        return ids(key, true).stream().map(id -> migration(
                entry(id, key, request, node, "-1", ExitCode.GENERIC, ExecutionStatus.TIMED_OUT, reason)
                        .with("crm-debug-origin", "controld_record_action_event")
                        .with("last-rc-change", Long.toString(now.getEpochSecond())).with("exec-time", "0").with("queue-time", "0"),
                request)).toList();
    }

    /** An {@code lrm_resource} around entries. */
    public static Element resource(OperationKey key, AgentId agent, List<Element> entries) {
        return Element.of("lrm_resource", "id", key.resource().value(), "class", agent.agentClass(),
                "provider", agent.provider().isEmpty() ? null : agent.provider(), "type", agent.type()).withChildren(entries);
    }

    /** Whether an outcome is a failure (rule C-20). */
    public static boolean failed(ExecutionStatus status, int exitCode, int targetRc) {
        return switch (status) {
            case PENDING, CANCELLED -> false;
            case TIMED_OUT, NOT_SUPPORTED, ERROR, NOT_CONNECTED, INVALID, NO_FENCE_DEVICE, NO_SECRETS -> true;
            case DONE, ERROR_HARD, ERROR_FATAL, NOT_INSTALLED -> healthy(exitCode) != targetRc;
        };
    }

    /** The exit code without the word that the service is degraded (B.3). */
    public static int healthy(int exitCode) {
        return switch (exitCode) {
            case ExitCode.DEGRADED -> ExitCode.OK;
            case ExitCode.DEGRADED_PROMOTED -> ExitCode.RUNNING_PROMOTED;
            default -> exitCode;
        };
    }

    /** The id of the entry that an operation has while it runs and when it has succeeded. */
    public static String id(OperationKey key) {
        if (key.recurring()) {
            return key.toString();
        }
        boolean migration = key.operation().equals("migrate_to") || key.operation().equals("migrate_from");
        return migration ? key.toString() : key.resource() + "_last_0";
    }

    private static List<String> ids(OperationKey key, boolean failed) {
        boolean migration = key.operation().startsWith("migrate_");
        if (!failed || migration) {
            return List.of(id(key));
        }
        String lastFailure = key.resource() + "_last_failure_0";
        return key.recurring() ? List.of(lastFailure) : List.of(id(key), lastFailure);
    }

    /** A reload is recorded as the start that it stands for, a failed one as a monitor (rule C-18). */
    private static OperationKey recordedKey(OperationKey key, ExecutionStatus status) {
        if (key.operation().equals("reload") || key.operation().equals("reload-agent")) {
            return OperationKey.once(key.resource(), status == ExecutionStatus.DONE ? "start" : "monitor");
        }
        return key;
    }

    private static Element entry(String id, OperationKey key, OperationRequest request, NodeName node, String callId, int exitCode,
            ExecutionStatus status, String exitReason) {
        return Element.of("lrm_rsc_op", "id", id, "operation_key", key.toString(), "operation", key.operation(),
                "crm-debug-origin", "controld_update_resource_history", "crm_feature_set", CibFormat.FEATURE_SET,
                "transition-key", request.transitionKey(),
                "transition-magic", status.code() + ":" + exitCode + ";" + request.transitionKey(),
                "exit-reason", exitReason, "on_node", node.value(), "call-id", callId, "rc-code", Integer.toString(exitCode),
                "op-status", Integer.toString(status.code()), "interval", Long.toString(key.interval().toMillis()));
    }

    private static Element migration(Element entry, OperationRequest request) {
        return request.key().operation().startsWith("migrate_")
                ? entry.with("migrate_source", request.meta().get("migrate_source")).with("migrate_target", request.meta()
                        .get("migrate_target"))
                : entry;
    }
}
