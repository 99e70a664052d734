/**
 * Runs one program as a process of its own session and says how it ended. Knows nothing of resources or agents.
 *
 * <p>The end is the exit of the process, never the end of its output: what a daemon started by the program still holds
 * open delays nothing. A program is launched by the C library, without another one in between. Start with
 * {@link io.systole.lrm.process.ProcessRunner}.
 */
package io.systole.lrm.process;
