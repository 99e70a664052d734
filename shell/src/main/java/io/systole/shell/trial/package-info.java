/**
 * Tries a resource agent out for those who write agents: does it do what a cluster relies on (OCF resource agent API 1.1; for
 * init scripts the Linux Standard Base)? Runs agents by {@link io.systole.shell.client.AgentBench} alone and knows no cluster.
 * Start with {@link io.systole.shell.trial.AgentTrial}.
 */
package io.systole.shell.trial;
