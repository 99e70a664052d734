package io.systole.core.simulate;

import java.util.Optional;

/** One thing that happened in a simulated transition, in the order of happening (reference: T-60, T-67, T-78). */
public sealed interface Step {
    /** A mark was reached; with a node if a guest went down with its host. */
    record Mark(String key, Optional<String> node) implements Step {}

    /** An operation was carried out; an interval of 0 ms = once. */
    record Operation(String resource, String task, long intervalMillis, String node) implements Step {}

    /** A node was fenced. */
    record Fencing(String node, String action) implements Step {}

    /** The cluster did something itself, about a resource if there is one. */
    record ClusterTask(String task, Optional<String> resource, String node) implements Step {}

    /** The action with this number ended with an exit code that was asked for. */
    record Pretence(int action, int exitCode) implements Step {}

    /** A node attribute was set: a fail count or the time of a failure. */
    record Attribute(String name, String value, String nodeId) implements Step {}
}
