package io.systole.core.alert;

import io.systole.core.fencing.FencingRecord;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.OperationResult;

/** Something of which alert programs may want to know. */
public sealed interface AlertEvent {
    /** What it is about. */
    AlertKind kind();

    /**
     * A node came or went; told by every member.
     *
     * @param id the node's number in the configuration; empty if it has none
     */
    record NodeChange(NodeName node, String id, boolean member) implements AlertEvent {
        @Override
        public AlertKind kind() {
            return AlertKind.NODE;
        }
    }

    /** A fencing has ended; told by every member. */
    record FencingEnd(FencingRecord record) implements AlertEvent {
        @Override
        public AlertKind kind() {
            return AlertKind.FENCING;
        }
    }

    /** An operation has ended; told by the node where it ran. */
    record OperationEnd(NodeName node, OperationResult result) implements AlertEvent {
        @Override
        public AlertKind kind() {
            return AlertKind.RESOURCE;
        }

        /** What every start of a daemon and every new resource brings in numbers: a first look that found what was expected. */
        boolean expectedProbe() {
            var request = result.request();
            return request.key().operation().equals("monitor") && !request.key().recurring()
                    && result.exitCode() == request.targetRc();
        }

        /** A question to the agent, not something that was done with the resource. */
        boolean isDescription() {
            return result.request().key().operation().equals("meta-data");
        }
    }

    /**
     * A transient node attribute was written; told by the DC, which writes it.
     *
     * @param id the node's number
     * @param value the new value; empty if the attribute was deleted
     */
    record AttributeChange(NodeName node, String id, String name, String value) implements AlertEvent {
        @Override
        public AlertKind kind() {
            return AlertKind.ATTRIBUTE;
        }
    }
}
