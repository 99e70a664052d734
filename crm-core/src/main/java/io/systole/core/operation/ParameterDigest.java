package io.systole.core.operation;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The fingerprint of a set of parameters, by which a changed definition is told from an unchanged one. MD5 over the
 * canonical text that Pacemaker uses, so that histories of either program can be compared (rules C-27…C-35).
 *
 * @param value what we record: the fingerprint with the escaping of Pacemaker 3
 * @param olderValue the same with the escaping of Pacemaker 2.1; differs only for values with an apostrophe or a control character
 */
public record ParameterDigest(String value, String olderValue) {
    /** Names that an operation is given but that say nothing about the service. */
    private static final Set<String> NEVER_HASHED =
            Set.of("id", "crm_feature_set", "op-digest", "on_node", "on_node_uuid", "pcmk_external_ip");
    /** Names that are kept from people when an agent's meta-data marks none and no history says more (C-35). */
    private static final Set<String> USUALLY_SECRET = Set.of("passwd", "password", "user");

    /** The fingerprint of exactly these parameters. */
    public static ParameterDigest of(Map<String, String> parameters) {
        return CanonicalParameters.digest(parameters);
    }

    /**
     * {@code op-digest}: all parameters of an operation; for a recurring one also its timeout (C-30).
     *
     * @param parameters instance attributes of the resource and of the operation, after rules and defaults
     */
    public static ParameterDigest operation(Map<String, String> parameters, Duration interval, Duration timeout) {
        return of(hashed(parameters, interval, timeout));
    }

    /** {@code op-restart-digest}: only the parameters that cannot be changed by a reload (C-31, C-35). */
    public static ParameterDigest restart(Map<String, String> parameters, Collection<String> needRestart) {
        var chosen = hashed(parameters, Duration.ZERO, Duration.ZERO);
        chosen.keySet().retainAll(needRestart);
        return of(chosen);
    }

    /** {@code op-secure-digest}: as {@link #operation} without the parameters that are kept from people (C-32). */
    public static ParameterDigest secure(Map<String, String> parameters, Duration interval, Duration timeout, Collection<String> secret) {
        var shown = hashed(parameters, interval, timeout);
        secret.forEach(shown::remove);
        return of(shown);
    }

    /** As {@link #secure} if no history tells which parameters are secret: those with the usual names are. */
    public static ParameterDigest secure(Map<String, String> parameters, Duration interval, Duration timeout) {
        return secure(parameters, interval, timeout, USUALLY_SECRET);
    }

    /** {@code op-secure-digest} as written by clusters with a feature set below 3.16.0: the timeout never counts. */
    public static ParameterDigest secureBefore316(Map<String, String> parameters, Collection<String> secret) {
        return secure(parameters, Duration.ZERO, Duration.ZERO, secret);
    }

    /** True if a recorded digest was made from the same parameters, by either rule of escaping (C-29). */
    public boolean matches(String recorded) {
        return value.equals(recorded) || olderValue.equals(recorded);
    }

    private static TreeMap<String, String> hashed(Map<String, String> parameters, Duration interval, Duration timeout) {
        var hashed = new TreeMap<String, String>();
        parameters.forEach((name, text) -> {
            if (!NEVER_HASHED.contains(name) && !name.startsWith("CRM_meta_")) {
                hashed.put(name, text);
            }
        });
        if (!interval.isZero()) {
            hashed.put("CRM_meta_timeout", Long.toString(timeout.toMillis()));
        }
        return hashed;
    }
}
