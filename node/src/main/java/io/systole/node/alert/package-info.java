/**
 * Tells people what happened in the cluster: in the daemon's log, and by the alert programs of the configuration. Knows nothing of
 * why it happened, nor which program is due: that is decided by {@link io.systole.core.alert}.
 *
 * <p>Start with {@link io.systole.node.alert.AlertAgents}.
 */
package io.systole.node.alert;
