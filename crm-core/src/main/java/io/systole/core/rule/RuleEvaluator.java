package io.systole.core.rule;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Element;
import io.systole.core.option.TimeSpan;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Decides whether a {@code rule} passes (rules 1:S-83 to 1:S-96). */
public final class RuleEvaluator {
    private final Function<String, Optional<Element>> byId;
    private final NextChange changes;

    /**
     * An evaluator for the rules of one CIB.
     *
     * @param byId finds elements for {@code id-ref}
     * @param changes hears when a rule with a date will change
     */
    public RuleEvaluator(Function<String, Optional<Element>> byId, NextChange changes) {
        this.byId = byId;
        this.changes = changes;
    }

    /** The element that an {@code id-ref} stands for, itself if there is none; empty if nothing of that tag and id exists. */
    public Optional<Element> resolve(Element element) {
        String reference = element.get("id-ref");
        return reference == null ? Optional.of(element) : byId.apply(reference).filter(target -> target.is(element.name()));
    }

    /** Whether the rule passes in this context. */
    public boolean passes(Element reference, RuleContext context) {
        Element rule = resolve(reference).orElse(null);
        if (rule == null || rule.id() == null) {
            return false;
        }
        String operator = rule.get("boolean-op", "and").toLowerCase(Locale.ROOT);
        if (!List.of("and", "or").contains(operator)) {
            return false;
        }
        boolean any = operator.equals("or");
        boolean empty = true;
        for (Element condition : rule.children()) {
            empty = false;
            if (holds(condition, context) == any) {
                return any;
            }
        }
        return empty || !any;
    }

    private boolean holds(Element condition, RuleContext context) {
        return switch (condition.name()) {
            case "rule" -> passes(condition, context);
            case "expression" -> AttributeExpression.passes(condition, context);
            case "date_expression" -> DateExpression.passes(condition, context.now(), changes);
            case "rsc_expression" -> agentMatches(condition, context.agent());
            case "op_expression" -> operationMatches(condition, context);
            default -> false;
        };
    }

    private static boolean agentMatches(Element condition, AgentId agent) {
        return agent != null
                && given(condition.get("class"), agent.agentClass())
                && given(condition.get("provider"), agent.provider())
                && given(condition.get("type"), agent.type());
    }

    private static boolean given(String wanted, String actual) {
        return wanted == null || wanted.equals(actual);
    }

    private static boolean operationMatches(Element condition, RuleContext context) {
        if (context.operation() == null || !Objects.equals(condition.get("name"), context.operation())) {
            return false;
        }
        OptionalLong interval = TimeSpan.interval(condition.get("interval"));
        return condition.get("interval") == null || interval.isPresent() && interval.getAsLong() == context.intervalMillis();
    }
}
