/**
 * What the shell asks of the node beyond the running cluster: making a cluster ({@code crm cluster init}) and knowing the
 * installed agents. Found by {@link java.util.ServiceLoader}, so that the shell need not know this module.
 * Start with {@link io.systole.node.setup.ClusterInit}.
 */
package io.systole.node.setup;
