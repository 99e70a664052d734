/**
 * The daemon {@code systoled}, the only composition root: it reads the node's settings, makes the adapters of all ports and
 * the cluster node, puts them on one event loop, and opens the local API. It decides nothing about the cluster.
 * Start with {@link io.systole.node.NodeDaemon}, then {@link io.systole.node.RunningNode}.
 */
package io.systole.node;
