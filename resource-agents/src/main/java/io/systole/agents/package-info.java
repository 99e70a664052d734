/**
 * Finds the agents that are installed on this node and describes them: where the file of {@code ocf:heartbeat:IPaddr2} is,
 * which parameters and actions it has, and whether given values fit.
 *
 * <p>This package runs nothing but {@code meta-data}; operations on resources are the business of the local resource
 * manager. It knows files and XML, but neither nodes nor the cluster. Start with {@link io.systole.agents.AgentCatalog}.
 *
 * <p>The scripts of our own agents are under {@code src/main/ocf}, see the README of the module.
 */
package io.systole.agents;
