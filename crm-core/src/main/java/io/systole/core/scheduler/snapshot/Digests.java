package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.CibFormat;
import io.systole.core.operation.OperationDigests;
import io.systole.core.operation.ParameterDigest;
import io.systole.core.rule.VersionOrder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether the parameters of a recorded operation are still those of the configuration (rules 1:S-185 to 1:S-188). */
public final class Digests {
    private Digests() {}

    /** What the comparison says. */
    public enum Result {
        MATCH,
        /** A parameter changed that needs a restart. */
        RESTART,
        /** A parameter changed; the agent may be able to reload. */
        MISMATCH,
        /** Nothing was recorded. */
        UNKNOWN;

        /** True if a parameter is known to be another. */
        public boolean changed() {
            return this == RESTART || this == MISMATCH;
        }
    }

    /**
     * Compares the record with the configuration of today.
     *
     * @param today the agent's parameters as the configuration has them now
     */
    public static Result compare(Facts facts, Resource resource, Node node, HistoryEntry entry, Map<String, String> today) {
        Map<String, String> meta = facts.operations.meta(resource, entry.operation(), entry.intervalMillis());
        Map<String, String> extra = facts.operations.find(resource, entry.operation(), entry.intervalMillis())
                .map(operation -> facts.parameters.ofOperation(operation, node))
                .orElse(Map.of());
        var parameters = new LinkedHashMap<>(today);
        parameters.putAll(extra);
        String restart = entry.xml().get("op-restart-digest");
        if (restart != null && !restartDigest(entry, parameters).matches(restart)) {
            return Result.RESTART;
        }
        String all = entry.xml().get("op-digest");
        if (all == null) {
            return Result.UNKNOWN;
        }
        Duration interval = Duration.ofMillis(entry.intervalMillis());
        Duration timeout = Duration.ofMillis(Long.parseLong(meta.get("timeout")));
        if (ParameterDigest.operation(parameters, interval, timeout).matches(all)
                || blanked(entry, parameters) && secureMatches(entry, parameters, interval, timeout)) {
            return Result.MATCH;
        }
        return entry.intervalMillis() == 0 && !extra.isEmpty() ? Result.RESTART : Result.MISMATCH;
    }

    /** In a report for others the values of secret parameters are asterisks; they say nothing (rule 1:S-187). */
    private static boolean blanked(HistoryEntry entry, Map<String, String> parameters) {
        String names = entry.xml().get("op-secure-params");
        return names != null && OperationDigests.names(names).stream().anyMatch(name -> "****".equals(parameters.get(name)));
    }

    private static boolean secureMatches(HistoryEntry entry, Map<String, String> parameters, Duration interval, Duration timeout) {
        var secret = OperationDigests.names(entry.xml().get("op-secure-params"));
        String recorded = entry.xml().get("op-secure-digest");
        return recorded != null && (ParameterDigest.secure(parameters, interval, timeout, secret).matches(recorded)
                || ParameterDigest.secureBefore316(withoutFencing(parameters), secret).matches(recorded));
    }

    /** The digest of a fence device without what is kept from people, in the form of the cluster's feature set. */
    public static ParameterDigest ofDevice(Facts facts, Map<String, String> parameters) {
        boolean older = VersionOrder.compare(facts.cib.root().get("crm_feature_set", CibFormat.FEATURE_SET), "3.16.0") < 0;
        return ParameterDigest.secure(older ? withoutFencing(parameters) : parameters, Duration.ZERO, Duration.ZERO);
    }

    private static Map<String, String> withoutFencing(Map<String, String> parameters) {
        var kept = new LinkedHashMap<>(parameters);
        kept.keySet().removeIf(name -> name.startsWith("pcmk_") || name.equals("provides") || name.equals("stonith-timeout"));
        return kept;
    }

    private static ParameterDigest restartDigest(HistoryEntry entry, Map<String, String> parameters) {
        String names = entry.xml().get("op-force-restart");
        return names == null
                ? ParameterDigest.operation(parameters, Duration.ZERO, Duration.ZERO)
                : ParameterDigest.restart(parameters, OperationDigests.names(names));
    }
}
