package io.systole.core.cib.upgrade;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cluster options under names of older generations (rules 1:S-13, 1:S-14, 1:S-23). */
final class OlderOptions {
    private static final Map<String, String> RENAMED = Map.of(
            "transition_idle_timeout", "cluster-delay",
            "remove_after_stop", "remove-after-stop",
            "stop_orphan_actions", "stop-orphan-actions",
            "stop_orphan_resources", "stop-orphan-resources");
    private static final Set<String> WITH_UNDERSCORES = Set.of("cluster_recheck_interval", "dc_deadtime", "election_timeout",
            "no_quorum_policy", "shutdown_escalation", "startup_fencing", "stonith_action", "stonith_enabled", "symmetric_cluster");
    private static final Map<String, String> RESOURCE_DEFAULTS = Map.of(
            "default-resource-stickiness", "resource-stickiness",
            "is-managed-default", "is-managed",
            "default-resource-failure-stickiness", "migration-threshold");
    private static final String ACTION_TIMEOUT = "default-action-timeout";

    private OlderOptions() {}

    /** The {@code configuration} with options as generation 3.0 names them; some are defaults of resources and operations now. */
    static Element moved(Element configuration) {
        Map<String, String> resources = new LinkedHashMap<>();
        Map<String, String> operations = new LinkedHashMap<>();
        Element changed = configuration;
        for (Element config : configuration.children("crm_config")) {
            List<Element> sets = new ArrayList<>();
            config.children().forEach(set -> sets.add(set.withChildren(options(set, resources, operations))));
            changed = changed.replacing(config, config.withChildren(sets));
        }
        return Defaults.given(Defaults.given(changed, "rsc_defaults", resources), "op_defaults", operations);
    }

    private static List<Element> options(Element set, Map<String, String> resources, Map<String, String> operations) {
        boolean ruled = set.child("rule").isPresent();
        var kept = new ArrayList<Element>();
        for (Element pair : set.children()) {
            String name = pair.get("name", "");
            String dashed = name.replace('_', '-');
            String value = pair.get("value", "");
            if (!pair.is("nvpair")) {
                kept.add(pair);
            } else if (RESOURCE_DEFAULTS.containsKey(dashed)) {
                boolean threshold = dashed.equals("default-resource-failure-stickiness");
                if (!ruled && !(threshold && !value.equals("-INFINITY"))) {
                    resources.putIfAbsent(RESOURCE_DEFAULTS.get(dashed), threshold ? "1" : value);
                }
            } else if (dashed.equals(ACTION_TIMEOUT)) {
                if (!ruled) {
                    operations.putIfAbsent("timeout", value);
                }
            } else {
                String today = RENAMED.getOrDefault(name, WITH_UNDERSCORES.contains(name) ? dashed : name);
                kept.add(today.equals(name) ? pair : pair.with("name", today));
            }
        }
        return kept;
    }

    /** The {@code crm_config} with values as generation 4.0 knows them. */
    static Element renamed(Element config) {
        List<Element> sets = new ArrayList<>();
        for (Element set : config.children()) {
            List<Element> pairs = new ArrayList<>();
            set.children().forEach(pair -> pairs.add("stonith-action".equals(pair.get("name")) && "poweroff".equals(pair.get("value"))
                    ? pair.with("value", "off") : pair));
            sets.add(set.withChildren(pairs));
        }
        return config.withChildren(sets);
    }
}
