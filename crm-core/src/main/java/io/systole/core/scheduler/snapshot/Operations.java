package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import io.systole.core.option.TimeSpan;
import io.systole.core.option.Truth;
import io.systole.core.rule.CibDate;
import io.systole.core.rule.RuleContext;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Definitions of operations in the configuration, and what counts for one (rules 1:S-76 to 1:S-81, 3:M-1 to 3:M-7). */
public final class Operations {
    private static final long DEFAULT_TIMEOUT = 20_000;

    private final Facts facts;
    private final Element defaults;
    private final Map<Element, List<Element>> cache = new java.util.IdentityHashMap<>();

    private final Map<Resource, Map<Kind, Map<String, String>>> metaCache = new HashMap<>();

    Operations(Facts facts) {
        this.facts = facts;
        this.defaults = facts.cib.configuration().child("op_defaults").orElse(Element.of("op_defaults"));
    }

    /** All definitions of a resource, in the order of the configuration. */
    public List<Element> of(Resource resource) {
        return cache.computeIfAbsent(resource.xml, xml -> xml.child("operations")
                .flatMap(facts.rules::resolve)
                .map(operations -> operations.children("op"))
                .orElse(List.of()));
    }

    /** The definition of an operation, disabled ones included. */
    public Optional<Element> find(Resource resource, String name, long intervalMillis) {
        for (Element operation : of(resource)) {
            if (name.equals(operation.get("name")) && TimeSpan.intervalMillis(operation.get("interval")) == intervalMillis) {
                return Optional.of(operation);
            }
        }
        return name.equals("migrate_to") || name.equals("migrate_from") ? find(resource, "migrate", 0) : Optional.empty();
    }

    /** The definition of a recurring operation that is enabled. */
    public Optional<Element> findEnabled(Resource resource, String name, long intervalMillis) {
        for (Element operation : of(resource)) {
            if (name.equals(operation.get("name")) && enabled(operation)
                    && TimeSpan.intervalMillis(operation.get("interval")) == intervalMillis) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    /** Whether a definition is enabled. */
    public static boolean enabled(Element operation) {
        return Truth.parse(operation.get("enabled"), true);
    }

    /**
     * The meta attributes of an operation; {@code timeout} is always there and, like {@code start-delay} and
     * {@code interval}, in milliseconds; {@code interval} is absent for 0.
     */
    public Map<String, String> meta(Resource resource, String name, long intervalMillis) {
        return metaCache.computeIfAbsent(resource, key -> new HashMap<>())
                .computeIfAbsent(new Kind(name, intervalMillis), key ->
                        Collections.unmodifiableMap(readMeta(resource, name, intervalMillis)));
    }

    private Map<String, String> readMeta(Resource resource, String name, long intervalMillis) {
        RuleContext context = facts.context().withAgent(resource.settings.agent()).withOperation(name, intervalMillis);
        var meta = new LinkedHashMap<String, String>();
        Optional<Element> definition = find(resource, name, intervalMillis);
        definition.ifPresent(operation -> {
            meta.putAll(operation.attributes());
            facts.sets.readInto(meta, operation, "meta_attributes", context);
        });
        if (name.equals("monitor") && intervalMillis == 0 && !meta.containsKey("timeout")) {
            String timeout = mostFrequentMonitor(resource).map(operation -> operation.get("timeout")).orElse(null);
            if (timeout != null) {
                meta.put("timeout", timeout);
            }
        }
        facts.sets.readInto(meta, defaults, "meta_attributes", context);
        meta.remove("id");
        meta.remove("interval");
        if (intervalMillis > 0) {
            meta.put("interval", Long.toString(intervalMillis));
        }
        meta.put("timeout", Long.toString(timeout(meta.get("timeout"))));
        startDelay(meta, intervalMillis);
        onFail(resource, name, intervalMillis, meta);
        return meta;
    }

    /** Rules 1:S-156, 3:M-6: what a failure policy cannot mean for an operation is as if it had not been said. */
    private void onFail(Resource resource, String name, long intervalMillis, Map<String, String> meta) {
        String word = meta.getOrDefault("on-fail", "").toLowerCase(Locale.ROOT);
        if (name.equals("stop") && Set.of("standby", "demote", "stop").contains(word)) {
            meta.remove("on-fail");
        } else if (name.equals("demote") && word.isEmpty()) {
            ofPromotedMonitor(resource).ifPresent(own -> meta.put("on-fail", own));
        } else if (name.equals("lrm_delete")) {
            meta.put("on-fail", "ignore");
        } else if (word.equals("demote") && !name.equals("promote")
                && !(name.equals("monitor") && intervalMillis > 0 && promoted(meta.get("role")))) {
            meta.remove("on-fail");
        }
    }

    private static boolean promoted(String role) {
        return Role.parse(role).filter(each -> each == Role.PROMOTED).isPresent();
    }

    /** The last policy that a monitor of the promoted role has. */
    private Optional<String> ofPromotedMonitor(Resource resource) {
        return of(resource).stream()
                .filter(operation -> "monitor".equals(operation.get("name")) && enabled(operation) && promoted(operation.get("role"))
                        && TimeSpan.intervalMillis(operation.get("interval")) > 0)
                .map(operation -> operation.get("on-fail"))
                .filter(own -> own != null && !own.equalsIgnoreCase("demote"))
                .reduce((one, later) -> later);
    }

    private static long timeout(String text) {
        long millis = TimeSpan.timeout(text).orElse(0);
        return millis <= 0 ? DEFAULT_TIMEOUT : Math.min(millis, Integer.MAX_VALUE);
    }

    private void startDelay(Map<String, String> meta, long intervalMillis) {
        String given = meta.get("start-delay");
        if (given != null) {
            meta.put("start-delay", Long.toString(Math.max(0, Math.min(Integer.MAX_VALUE, TimeSpan.timeout(given).orElse(0)))));
            return;
        }
        long interval = intervalMillis / 1000;
        Optional<ZonedDateTime> origin = CibDate.parse(meta.get("interval-origin"), facts.zonedNow);
        if (origin.isEmpty() || interval == 0) {
            return;
        }
        long rest = Duration.between(origin.get(), facts.zonedNow).toSeconds() % interval;
        meta.put("start-delay", Long.toString((rest <= 0 ? -rest : interval - rest) * 1000));
    }

    private Optional<Element> mostFrequentMonitor(Resource resource) {
        Element best = null;
        long least = Long.MAX_VALUE;
        for (Element operation : of(resource)) {
            long interval = TimeSpan.intervalMillis(operation.get("interval"));
            if ("monitor".equals(operation.get("name")) && interval > 0 && interval < least && enabled(operation)) {
                best = operation;
                least = interval;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Definitions by name and interval that occur more than once; such are ignored as recurring operations. */
    public boolean duplicate(Resource resource, Element definition) {
        Kind kind = Kind.of(definition);
        return of(resource).stream().filter(operation -> Kind.of(operation).equals(kind)).count() > 1;
    }

    /** What tells operations of a resource apart. */
    private record Kind(String name, long intervalMillis) {
        static Kind of(Element operation) {
            return new Kind(operation.get("name"), TimeSpan.intervalMillis(operation.get("interval")));
        }
    }
}
