package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.controller.status.ClusterProperties;
import io.systole.core.option.Truth;
import java.util.Locale;

/**
 * Whether nodes end by themselves what runs on them when they lose their quorum: not if the configuration says that it runs on, or that
 * nobody touches it.
 */
final class WatchRule {
    static final String POLICY = "no-quorum-policy";

    private WatchRule() {}

    /** The policy in small letters. */
    static String policy(Cib cib) {
        return ClusterProperties.get(cib, POLICY).orElse("stop").toLowerCase(Locale.ROOT);
    }

    static boolean inForce(Cib cib) {
        String policy = policy(cib);
        return !policy.equals("freeze") && !policy.equals("ignore")
                && ClusterProperties.get(cib, "maintenance-mode").filter(Truth::isTrue).isEmpty();
    }
}
