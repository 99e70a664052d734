/**
 * The part of the shell that has a terminal and files: the interactive {@code crm} with history and completion, the live
 * {@code crm_mon}, and the {@code main} that the {@code sh} front starts when the daemon cannot answer by itself. All
 * commands are those of {@link io.systole.shell.command} and {@link io.systole.shell.tool}. Start with {@link
 * io.systole.shell.interactive.ShellMain}.
 */
package io.systole.shell.interactive;
