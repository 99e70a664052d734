package io.systole.core.transition;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.transition.GraphAction.PseudoAction;
import io.systole.core.transition.GraphAction.ResourceAction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Graphs and actions as tests write them. */
public final class Graphs {
    private Graphs() {}

    /** A start of a resource on a node, timeout 20 s. */
    public static ResourceAction start(int id, String resource, String node) {
        return action(id, OperationKey.once(new ResourceId(resource), "start"), node, 0);
    }

    /** Any operation with an expected exit code, timeout 20 s. */
    public static ResourceAction action(int id, OperationKey key, String node, int targetRc) {
        var request = new OperationRequest(key, new AgentId("ocf", "systole", "Dummy"), Duration.ofSeconds(20), Duration.ZERO,
                new TreeMap<>(), new TreeMap<>(), "", targetRc);
        return new ResourceAction(id, new NodeName(node), request, false, "it has to run");
    }

    /** A mark. */
    public static PseudoAction pseudo(int id, String key) {
        return new PseudoAction(id, key, new TreeMap<>(), "a mark");
    }

    /** A synapse of priority 0. */
    public static Synapse synapse(int id, GraphAction action, Integer... inputs) {
        return new Synapse(id, 0, List.of(action), List.of(inputs));
    }

    /** A graph with usual limits. */
    public static TransitionGraph graph(Synapse... synapses) {
        return new TransitionGraph(List.of(synapses), Duration.ofSeconds(60), Duration.ofSeconds(60), 0, -1, true, Optional.empty());
    }
}
