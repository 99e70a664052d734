package io.systole.core.operation;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The digest attributes of a history entry ({@code lrm_rsc_op}), and how their name lists are written. */
public final class OperationDigests {
    /** The operations after which more than op-digest is recorded (C-34). */
    private static final Set<String> WITH_DETAILS =
            Set.of("start", "monitor", "promote", "demote", "reload", "reload-agent", "migrate_to", "migrate_from");

    private OperationDigests() {}

    /**
     * What to record with the result of an operation.
     *
     * @param key the operation
     * @param timeout its timeout
     * @param parameters the parameters that were really used
     * @param declared from the agent's meta-data; empty if it could not be read: then only op-digest is given
     */
    public static SortedMap<String, String> attributes(
            OperationKey key, Duration timeout, Map<String, String> parameters, Optional<DeclaredParameters> declared) {
        var attributes = new TreeMap<String, String>();
        attributes.put("op-digest", ParameterDigest.operation(parameters, key.interval(), timeout).value());
        if (declared.isPresent() && WITH_DETAILS.contains(key.operation())) {
            DeclaredParameters known = declared.get();
            if (known.canReload() && !key.recurring()) {
                attributes.put("op-force-restart", list(known.needRestart()));
                attributes.put("op-restart-digest", ParameterDigest.restart(parameters, known.needRestart()).value());
            }
            if (!known.secret().isEmpty()) {
                attributes.put("op-secure-params", list(known.secret()));
                attributes.put("op-secure-digest", ParameterDigest.secure(parameters, key.interval(), timeout, known.secret()).value());
            }
        }
        return Collections.unmodifiableSortedMap(attributes);
    }

    /** Names as {@code op-force-restart} and {@code op-secure-params} hold them: two blanks at both ends, one between (C-33). */
    public static String list(List<String> names) {
        return names.isEmpty() ? "" : "  " + String.join(" ", names) + "  ";
    }

    /** The names in such an attribute, whoever wrote it. */
    public static List<String> names(String list) {
        return List.of(list.strip().split("\\s+")).stream().filter(name -> !name.isEmpty()).toList();
    }
}
