/**
 * The command-line tools by name: {@code crm}, {@code crm_mon}, {@code crm_resource}… A tool is a pure exchange: arguments
 * and input in, exit code and output out; it reads no file and knows no terminal, so that the daemon can run it for the
 * small {@code sh} front. Start with {@link io.systole.shell.tool.Tools}; {@link io.systole.shell.tool.ToolExchange} is the
 * form in which front and daemon speak.
 */
package io.systole.shell.tool;
