/**
 * Fencing: which device on which node makes sure that a node is down, in which order, with which delays and retries, and what
 * became of it. One {@link io.systole.core.fencing.Fencer} per node, a state machine: what happens goes in, effects come out as
 * data. Any node may lead an operation: it asks all members what their devices can do, lets one member after another run an
 * agent, and tells everybody the end, so the history is the same everywhere and outlives the designated coordinator.
 *
 * <p>Knows neither clock nor wire nor process: the moment, chance and the ends of agents are given to it. Start with
 * {@link io.systole.core.fencing.Fencer}. Sources: the fence agents' interface (FenceAgentAPI) and rules C-116 to C-143.
 */
package io.systole.core.fencing;
