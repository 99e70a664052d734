/**
 * The node's one thread: a Vert.x event loop on which everything of the cluster node happens, one thing at a time, and
 * adapters that bring the callbacks of other threads (transport, agents, fencing) onto it.
 * Start with {@link io.systole.node.loop.NodeLoop}.
 */
package io.systole.node.loop;
