package io.systole.core.rule;

import io.systole.core.cib.AgentId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a rule may look at (rule 1:S-95). Parts that a place does not have are null.
 *
 * @param now the time, in the zone in which dates without offset are meant
 * @param nodeAttributes attributes of the node in question
 * @param agent agent of the resource in question
 * @param operation name of the operation in question
 * @param intervalMillis its interval
 * @param parameters gives an instance attribute of the resource by name, or null
 * @param meta gives a meta attribute of the resource by name, or null
 * @param matches parts of the resource's id that {@code rsc-pattern} matched, whole match first; empty if there is none
 */
public record RuleContext(
        ZonedDateTime now,
        Map<String, String> nodeAttributes,
        AgentId agent,
        String operation,
        long intervalMillis,
        UnaryOperator<String> parameters,
        UnaryOperator<String> meta,
        List<String> matches) {
    /** A context that knows the time alone. */
    public static RuleContext at(ZonedDateTime now) {
        return new RuleContext(now, null, null, null, 0, null, null, List.of());
    }

    /** The same with the attributes of a node. */
    public RuleContext withNode(Map<String, String> attributes) {
        return new RuleContext(now, attributes, agent, operation, intervalMillis, parameters, meta, matches);
    }

    /** The same with an agent; null for none. */
    public RuleContext withAgent(AgentId agentId) {
        return new RuleContext(now, nodeAttributes, agentId, operation, intervalMillis, parameters, meta, matches);
    }

    /** The same with an operation. */
    public RuleContext withOperation(String name, long millis) {
        return new RuleContext(now, nodeAttributes, agent, name, millis, parameters, meta, matches);
    }

    /** The same with a resource to which {@code value-source} may refer. */
    public RuleContext withResource(UnaryOperator<String> fromParameters, UnaryOperator<String> fromMeta, List<String> submatches) {
        return new RuleContext(now, nodeAttributes, agent, operation, intervalMillis, fromParameters, fromMeta, List.copyOf(submatches));
    }
}
