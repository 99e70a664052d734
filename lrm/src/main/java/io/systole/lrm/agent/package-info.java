/**
 * What an order means for each class of agents (OCF, LSB, systemd, stonith): which program is run with which arguments
 * and environment, and what its exit says about the resource; or which work of {@link io.systole.lrm.systemd} it is. Nothing here runs a
 * program.
 *
 * <p>Start with {@link io.systole.lrm.agent.AgentClasses}. Sources: OCF resource agent API 1.0 and 1.1, LSB 3.1 init script
 * actions, and what Pacemaker made common practice.
 */
package io.systole.lrm.agent;
