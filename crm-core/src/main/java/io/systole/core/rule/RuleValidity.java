package io.systole.core.rule;

import io.systole.core.cib.Element;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whether a rule is in effect at a time, as far as time decides that ("Pacemaker Explained, Rules"; {@code crm_rule --check}).
 *
 * @param phase what holds
 * @param next when the rule will be in effect; empty unless that is {@link Phase#NOT_YET}
 */
public record RuleValidity(Phase phase, Optional<ZonedDateTime> next) {
    private static final List<String> OTHERS = List.of("expression", "rsc_expression", "op_expression");
    /** Each step leads to another date in the rule, or to another match of a date_spec; real rules need a few. */
    private static final int MOST_STEPS = 2_000;

    /** What time makes of a rule. */
    public enum Phase {
        /** In effect. */
        IN_EFFECT,
        /** Will be in effect. */
        NOT_YET,
        /** Will not be in effect any more. */
        EXPIRED,
        /** Time alone does not decide. */
        UNDECIDED
    }

    /**
     * Judges a rule. Other conditions that must hold besides those of time are taken to hold.
     *
     * @param byId finds elements for {@code id-ref}
     * @param now the time, in the zone in which dates without offset are meant
     */
    public static RuleValidity of(Element rule, Function<String, Optional<Element>> byId, ZonedDateTime now) {
        Element timed = timed(rule);
        boolean undecided = timed.tree().noneMatch(each -> each.is("date_expression"))
                || timed.tree().anyMatch(each -> OTHERS.contains(each.name()));
        if (undecided) {
            return new RuleValidity(Phase.UNDECIDED, Optional.empty());
        }
        ZonedDateTime at = now.withNano(0);
        for (int step = 0; step < MOST_STEPS; step++) {
            var changes = new NextChange(at.toInstant());
            if (new RuleEvaluator(byId, changes).passes(timed, RuleContext.at(at))) {
                return at.isAfter(now) ? new RuleValidity(Phase.NOT_YET, Optional.of(at))
                        : new RuleValidity(Phase.IN_EFFECT, Optional.empty());
            }
            Optional<ZonedDateTime> later = later(timed, at, changes);
            if (later.isEmpty()) {
                return new RuleValidity(Phase.EXPIRED, Optional.empty());
            }
            at = later.get();
        }
        return new RuleValidity(Phase.EXPIRED, Optional.empty());
    }

    /** The rule without those conditions besides time that must hold anyway. */
    private static Element timed(Element rule) {
        boolean all = rule.get("boolean-op", "and").equalsIgnoreCase("and");
        return rule.withChildren(rule.children().stream()
                .filter(each -> !all || !OTHERS.contains(each.name()))
                .map(each -> each.is("rule") ? timed(each) : each).toList());
    }

    private static Optional<ZonedDateTime> later(Element rule, ZonedDateTime at, NextChange changes) {
        Stream<ZonedDateTime> specs = rule.tree().filter(each -> each.is("date_spec")).flatMap(spec -> DateSpec.next(spec, at).stream());
        return Stream.concat(specs, changes.at().map(moment -> moment.atZone(at.getZone())).stream()).min(ZonedDateTime::compareTo);
    }
}
