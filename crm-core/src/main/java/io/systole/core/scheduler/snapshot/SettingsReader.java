package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Element;
import io.systole.core.option.ClusterOption;
import io.systole.core.option.Score;
import io.systole.core.option.TimeSpan;
import io.systole.core.option.Truth;
import io.systole.core.option.WholeNumber;
import io.systole.core.rule.RuleContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Meta attributes of a resource with inheritance and defaults, and what they mean (rules 1:S-39 to 1:S-41, 1:S-69 to 1:S-74). */
final class SettingsReader {
    private final Facts facts;
    private final Element defaults;

    SettingsReader(Facts facts) {
        this.facts = facts;
        this.defaults = facts.cib.configuration().child("rsc_defaults").orElse(Element.of("rsc_defaults"));
    }

    Settings read(Resource resource) {
        AgentId agent = agent(resource.xml);
        Map<String, String> meta = table(resource, facts.context().withAgent(agent));
        if (resource.isClone()) {
            meta.putIfAbsent("resource-stickiness", "1");
        }
        OptionalInt explicit = explicitStickiness(resource, meta);
        boolean fence = agent != null && agent.agentClass().equalsIgnoreCase("stonith");
        var utilization = new LinkedHashMap<String, Integer>();
        facts.sets.read(resource.xml, "utilization", facts.context())
                .forEach((name, value) -> utilization.put(name, WholeNumber.parse(value, 0)));
        int threshold = Score.parse(notDefault(meta.get("migration-threshold")), Score.INFINITY);
        return new Settings(
                agent,
                meta,
                Score.parse(meta.get("priority"), 0),
                Truth.parse(meta.get("critical"), true),
                targetRole(resource, meta.get("target-role")),
                stickiness(resource, meta, explicit),
                explicit,
                threshold < 0 ? Score.INFINITY : threshold,
                TimeSpan.intervalMillis(meta.get("failure-timeout")),
                requires(resource, agent, meta.get("requires"), fence),
                multipleActive(meta.getOrDefault("multiple-active", "stop_start")),
                Truth.isTrue(meta.get("allow-migrate")),
                Truth.isTrue(meta.get("notify")),
                utilization);
    }

    /** Whether the cluster may act on it (rule 1:S-71). */
    void manage(Resource resource) {
        Map<String, String> meta = resource.settings.meta();
        boolean mode = facts.options.isTrue(ClusterOption.MAINTENANCE_MODE);
        String own = notDefault(meta.get("is-managed"));
        resource.managed = own == null ? !mode : Truth.isTrue(own);
        if (Truth.isTrue(meta.get("maintenance")) || mode) {
            resource.managed = false;
            resource.inMaintenance = true;
        }
    }

    private static AgentId agent(Element xml) {
        if (xml.get("class", "").isEmpty() || xml.get("type", "").isEmpty() || !xml.is("primitive")) {
            return null;
        }
        return new AgentId(xml.get("class"), xml.get("provider", ""), xml.get("type"));
    }

    private Map<String, String> table(Resource resource, RuleContext context) {
        var meta = new LinkedHashMap<>(resource.xml.attributes());
        for (Resource at = resource; at != null; at = at.parent) {
            facts.sets.readInto(meta, at.xml, "meta_attributes", context);
        }
        facts.sets.readInto(meta, defaults, "meta_attributes", context);
        if (resource.parent != null) {
            resource.parent.settings.meta().forEach(meta::putIfAbsent);
        }
        return meta;
    }

    private static String notDefault(String value) {
        return value == null || value.equalsIgnoreCase("default") ? null : value;
    }

    private OptionalInt explicitStickiness(Resource resource, Map<String, String> meta) {
        String value = notDefault(meta.get("resource-stickiness"));
        if (value == null) {
            return OptionalInt.empty();
        }
        boolean implied = value.equals("1") && resource.top().isClone()
                && table(resource.top(), facts.context()).get("resource-stickiness") == null
                && (resource.isClone() || !setBelowClone(resource));
        return implied ? OptionalInt.empty() : Score.parse(value);
    }

    private boolean setBelowClone(Resource resource) {
        for (Resource at = resource; at != null && !at.isClone(); at = at.parent) {
            if (facts.sets.read(at.xml, "meta_attributes", facts.context()).containsKey("resource-stickiness")) {
                return true;
            }
        }
        return false;
    }

    /** The stickiness in effect; an unset one depends on {@code auto-failback}. */
    private int stickiness(Resource resource, Map<String, String> meta, OptionalInt explicit) {
        if (explicit.isPresent()) {
            return explicit.getAsInt();
        }
        if (facts.options.isSet(ClusterOption.AUTO_FAILBACK)) {
            return Truth.isTrue(facts.options.text(ClusterOption.AUTO_FAILBACK)) ? (resource.inClone() ? 1 : 0) : Score.INFINITY;
        }
        return Score.parse(meta.get("resource-stickiness"), 0);
    }

    private Role targetRole(Resource resource, String value) {
        if (notDefault(value) == null) {
            return Role.UNKNOWN;
        }
        Optional<Role> role = Role.parse(value);
        if (role.isEmpty()) {
            facts.problem(resource.id + ": target-role \"" + value + "\" is not a role; it is ignored");
            return Role.UNKNOWN;
        }
        boolean promotable = resource.top().isClone() && (resource.isClone()
                ? Truth.isTrue(resource.xml.is("master") ? "true" : resource.settings == null ? null : resource.meta("promotable"))
                : resource.top().clone.promotable());
        return switch (role.get()) {
            case STOPPED -> Role.STOPPED;
            case UNPROMOTED -> promotable ? Role.UNPROMOTED : Role.UNKNOWN;
            case UNKNOWN, STARTED, PROMOTED -> Role.UNKNOWN;
        };
    }

    private Settings.Requires requires(Resource resource, AgentId agent, String value, boolean fence) {
        String word = value == null ? "" : value.toLowerCase(Locale.ROOT);
        switch (word) {
            case "nothing" -> {
                return Settings.Requires.NOTHING;
            }
            case "quorum" -> {
                return Settings.Requires.QUORUM;
            }
            case "fencing" -> {
                return Settings.Requires.FENCING;
            }
            case "unfencing" -> {
                return fence || !facts.fencingEnabled ? Settings.Requires.QUORUM : Settings.Requires.UNFENCING;
            }
            case "" -> { }
            default -> facts.problem(resource.id + ": requires \"" + value + "\" is not valid; the default counts");
        }
        boolean remote = agent != null && agent.toString().equalsIgnoreCase("ocf:pacemaker:remote");
        if (fence || remote) {
            return Settings.Requires.QUORUM;
        }
        if (facts.unfencing) {
            return Settings.Requires.UNFENCING;
        }
        if (facts.fencingEnabled) {
            return Settings.Requires.FENCING;
        }
        boolean ignore = facts.noQuorumPolicy == ClusterSnapshot.NoQuorumPolicy.IGNORE;
        return ignore ? Settings.Requires.NOTHING : Settings.Requires.QUORUM;
    }

    private static Settings.MultipleActive multipleActive(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "stop_only" -> Settings.MultipleActive.STOP_ONLY;
            case "block" -> Settings.MultipleActive.BLOCK;
            case "stop_unexpected" -> Settings.MultipleActive.STOP_UNEXPECTED;
            default -> Settings.MultipleActive.STOP_START;
        };
    }
}
