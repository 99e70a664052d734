/**
 * The commands of {@code crm}, one class each, listed in one registry ({@link io.systole.shell.command.Levels}), and the
 * interpreter that finds and runs them. A command writes to the writers of its context and asks the cluster by the ports in
 * {@link io.systole.shell.client}; it knows neither terminal nor file. Start with {@link
 * io.systole.shell.command.Interpreter}.
 */
package io.systole.shell.command;
