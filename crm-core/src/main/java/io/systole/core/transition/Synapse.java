package io.systole.core.transition;

import java.util.List;

/**
 * A set of actions that fire together as soon as all their inputs are confirmed.
 *
 * @param id number in the graph, from 0
 * @param priority normally 0; 1000000 = fires even if an input failed, and is not skipped on abort
 * @param actions what fires
 * @param inputs the numbers of the actions that must be confirmed before
 */
public record Synapse(int id, int priority, List<GraphAction> actions, List<Integer> inputs) {
    public static final int INFINITE_PRIORITY = 1_000_000;

    public Synapse {
        actions = List.copyOf(actions);
        inputs = List.copyOf(inputs);
    }
}
