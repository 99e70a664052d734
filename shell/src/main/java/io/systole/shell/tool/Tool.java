package io.systole.shell.tool;

import io.systole.shell.command.ExitStatus;
import java.io.PrintWriter;
import java.util.Optional;

/** One command-line tool. Stateless: everything it needs comes with the call. */
public interface Tool {
    /** The name it is called by. */
    String name();

    /**
     * The options that it understands; empty if it reads its words in a way of its own. A tool that has some is not troubled with
     * {@code --help} and {@code --version}.
     */
    default Optional<OptionText> options() {
        return Optional.empty();
    }

    /** What {@code --version} prints. */
    default String version() {
        return name() + " (Systole) " + Version.text();
    }

    /**
     * Does the work.
     *
     * @param call the arguments and input
     * @param context what to work on
     * @param out gets what the user asked for
     * @param err gets complaints and remarks
     * @return how it ended
     * @throws io.systole.shell.client.NotConnectedException if there is no cluster
     * @throws io.systole.shell.command.UsageException if the arguments make no sense
     */
    ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err);
}
