/**
 * The shell: {@code crm}, {@code crm_mon} and the tools beside them. {@link io.systole.shell.client} reaches the cluster,
 * {@link io.systole.shell.grammar} knows the language of {@code crm configure}, {@link io.systole.shell.format} draws
 * status, {@link io.systole.shell.command} holds one class per {@code crm} command, {@link io.systole.shell.tool} the
 * tools as the daemon runs them, and {@link io.systole.shell.interactive} the part that needs a terminal.
 * Start with {@link io.systole.shell.tool.Tools}.
 */
package io.systole.shell;
