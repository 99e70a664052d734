package io.systole.shell.command;

import java.util.List;

/** Runs another command-line tool with the connection, the user and the writers of this shell. */
@FunctionalInterface
public interface ToolRunner {
    /** Blocks until it has ended; what is wrong it has said itself. */
    ExitStatus run(String tool, List<String> arguments);
}
