/**
 * Agents of others in a live cluster: each recipe (samples/agents/recipes.conf) says how one is set up and what "active" means when
 * somebody looks without the agent's help; two real daemons in namespaces run it through start, failure, loss of a node and stop.
 */
package io.systole.samples.agents;
