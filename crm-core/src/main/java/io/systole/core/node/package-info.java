/**
 * One cluster node as an object without threads: feeds events to the state machines and hands their effects to the ports
 * in {@link io.systole.core.spi}. Runs on whatever thread calls it, one call at a time. {@link io.systole.core.node.ClusterApi}
 * is what tools see of it.
 */
package io.systole.core.node;
