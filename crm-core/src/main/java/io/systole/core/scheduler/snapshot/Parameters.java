package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import io.systole.core.rule.RuleContext;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Instance attributes: agent parameters of a resource for a node (rule 1:S-42). */
public final class Parameters {
    private static final String ADDRESS = "addr";
    /** What the address of a connection says if its container has none of its own. */
    private static final String HOST = "#uname";

    private final Facts facts;
    private final Map<Resource, Map<Node, Map<String, String>>> cache = new HashMap<>();

    Parameters(Facts facts) {
        this.facts = facts;
    }

    /** The parameters of a resource on a node; {@code node} may be null: rules then see no node attributes. */
    public Map<String, String> of(Resource resource, Node node) {
        return cache.computeIfAbsent(resource, key -> new HashMap<>()).computeIfAbsent(node, key -> read(resource, node));
    }

    /**
     * Whether a connection's address stands for the host of its container, which is known only when that has its place (rule
     * 4:B-65).
     */
    public boolean followHost(Resource resource) {
        return resource.isPrimitive() && resource.isConnection() && resource.inBundle() && HOST.equals(of(resource, null).get(ADDRESS));
    }

    /** The parameters of such a connection, if its container is on {@code host}; null if that is not known. */
    public Map<String, String> of(Resource connection, Node node, Node host) {
        var parameters = new LinkedHashMap<>(of(connection, node));
        if (host != null) {
            parameters.put(ADDRESS, host.name.value());
        }
        return parameters;
    }

    /** Extra parameters that an operation definition holds. */
    public Map<String, String> ofOperation(Element operation, Node node) {
        return operation.children().isEmpty() ? Map.of() : facts.sets.read(operation, "instance_attributes", context(node));
    }

    private Map<String, String> read(Resource resource, Node node) {
        var into = new LinkedHashMap<String, String>();
        for (Resource at = resource; at != null; at = at.parent) {
            facts.sets.readInto(into, at.xml, "instance_attributes", context(node));
        }
        return Collections.unmodifiableMap(into);
    }

    private RuleContext context(Node node) {
        return node == null ? facts.context() : facts.context().withNode(node.attributes);
    }
}
