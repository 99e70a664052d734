package io.systole.core.scheduler.plan;

import io.systole.core.scheduler.snapshot.Facts;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.Map;

/** Parameters as agents get them, now that it is known where everything will be (rule 4:B-65). */
final class AgentParameters {
    private final Facts facts;
    private final Targets targets;

    AgentParameters(Facts facts, Targets targets) {
        this.facts = facts;
        this.targets = targets;
    }

    Map<String, String> of(Resource resource, Node node) {
        if (!facts.parameters().followHost(resource)) {
            return facts.parameters().of(resource, node);
        }
        Resource container = resource.launcher().orElseThrow();
        Node next = targets.node(container);
        return facts.parameters().of(resource, node, next != null ? next : container.currentNode().orElse(null));
    }
}
