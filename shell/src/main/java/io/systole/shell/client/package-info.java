/**
 * How the shell reaches a cluster: the running daemon of this node, or a CIB file without any daemon. The commands know
 * only {@link io.systole.shell.client.ClusterConnection} and the two optional ports beside it, {@link
 * io.systole.shell.client.AgentLibrary} and {@link io.systole.shell.client.ClusterSetup}, which the node module implements
 * and {@link java.util.ServiceLoader} finds. Nothing here knows a command or prints anything.
 */
package io.systole.shell.client;
