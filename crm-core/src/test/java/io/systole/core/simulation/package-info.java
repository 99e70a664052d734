/**
 * A whole cluster in one thread on a virtual clock: the production classes of the core over a simulated network, executor,
 * fencer and disk. Start with {@link io.systole.core.simulation.SimulatedCluster}.
 */
package io.systole.core.simulation;
