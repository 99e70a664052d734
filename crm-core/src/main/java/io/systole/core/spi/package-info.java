/**
 * Everything the core asks of the world, and nothing else: transport, agents, fencing, disk, timers, alerts.
 *
 * <p>Each port has a fake for simulations and an adapter for production; both pass the same contract suite.
 */
package io.systole.core.spi;
