/**
 * The daemon as a process of its machine: its command line, exit codes, lock, log, and how it is asked to stop. Knows
 * nothing of clusters. Start with {@link io.systole.node.process.CommandLine}.
 */
package io.systole.node.process;
