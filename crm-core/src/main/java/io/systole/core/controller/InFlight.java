package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.controller.status.NodeStates;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.peer.PeerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Operations that a former DC has ordered and that still run on members. A plan that is made meanwhile would not know how they end:
 * it could start what needs a resource that is just being stopped. So their ends are waited for, as those of an own transition are.
 */
final class InFlight {
    private static final String PENDING = Integer.toString(ExecutionStatus.PENDING.code());

    private final SortedMap<NodeName, List<Operation>> operations = new TreeMap<>();

    /** By the resource and what its entry in the history says. */
    private record Operation(String resource, String key, String transitionKey) {}

    /** A member has told what it is doing. */
    void joined(NodeName node, PeerMessage.Report report) {
        var running = new ArrayList<Operation>();
        for (Element resource : report.history().children("lrm_resource")) {
            for (Element entry : resource.children("lrm_rsc_op")) {
                if (PENDING.equals(entry.get("op-status")) && "0".equals(entry.get("interval", "0"))) {
                    running.add(new Operation(resource.id(), entry.get("operation_key", entry.id()), entry.get("transition-key", "")));
                }
            }
        }
        operations.put(node, running);
    }

    /** It does not count any more, or begins anew. */
    void left(NodeName node) {
        operations.remove(node);
    }

    /** For what to wait, in plain words; empty if for nothing. */
    String reason(Cib cib) {
        for (var each : operations.entrySet()) {
            each.getValue().removeIf(operation -> !pending(cib, each.getKey(), operation));
        }
        operations.values().removeIf(List::isEmpty);
        return operations.isEmpty() ? "" : "waiting for the end of " + operations.firstEntry().getValue().getFirst().key() + " on "
                + operations.firstKey() + ", which a former DC has ordered";
    }

    private static boolean pending(Cib cib, NodeName node, Operation operation) {
        return NodeStates.history(cib, node).child("lrm_resource", operation.resource()).stream()
                .flatMap(resource -> resource.children("lrm_rsc_op").stream())
                .anyMatch(entry -> PENDING.equals(entry.get("op-status")) && operation.transitionKey().equals(entry.get("transition-key")));
    }
}
