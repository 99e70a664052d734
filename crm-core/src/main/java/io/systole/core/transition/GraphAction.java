package io.systole.core.transition;

import io.systole.core.membership.NodeName;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import java.time.Duration;
import java.util.SortedMap;

/** One node of the transition graph: something to be done, or a mark that others wait for. Numbers are unique in a graph. */
public sealed interface GraphAction {
    /** The action's number in its graph, from 1. */
    int id();

    /** What identifies it to people: {@code web_start_0 on n1}. */
    String label();

    /** Why it is there, in plain words: one sentence without full stop. */
    String reason();

    /**
     * An operation on a node ({@code rsc_op}).
     *
     * @param request the order; its transition key is filled in by the engine
     * @param canFail true if a failure does not fail the transition ({@code on-fail=ignore})
     */
    record ResourceAction(int id, NodeName on, OperationRequest request, boolean canFail, String reason) implements GraphAction {
        public ResourceAction {
            if (reason == null) {
                throw new IllegalArgumentException("action " + id + " has no reason");
            }
        }

        @Override
        public String label() {
            return request.key() + " on " + on;
        }
    }

    /** A recurring operation to be ended on a node. */
    record CancelAction(int id, NodeName on, OperationKey key, String reason) implements GraphAction {
        @Override
        public String label() {
            return "cancel " + key + " on " + on;
        }
    }

    /** A node to be fenced: {@code action} is {@code reboot}, {@code off} or {@code on}. */
    record FenceAction(int id, NodeName victim, String action, Duration timeout, SortedMap<String, String> meta, String reason)
            implements GraphAction {
        @Override
        public String label() {
            return "stonith " + action + " " + victim;
        }
    }

    /**
     * Something the cluster itself does on or about a node, without an agent ({@code crm_event} and other tasks):
     * {@code do_shutdown} (the node may leave), {@code clear_failcount}, {@code delete} (forget a removed resource),
     * {@code lrm_refresh}.
     */
    record ClusterAction(int id, NodeName on, String task, String key, SortedMap<String, String> meta, String reason)
            implements GraphAction {
        @Override
        public String label() {
            return key + " on " + on;
        }
    }

    /** A mark without work: confirmed as soon as it is reached. */
    record PseudoAction(int id, String key, SortedMap<String, String> meta, String reason) implements GraphAction {
        @Override
        public String label() {
            return key;
        }
    }
}
