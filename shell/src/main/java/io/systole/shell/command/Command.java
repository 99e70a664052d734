package io.systole.shell.command;

import java.util.List;

/** One word of the crm shell that does something. Stateless. */
public interface Command {
    /** The word. */
    String name();

    /** Other words for the same, older ones too. */
    default List<String> aliases() {
        return List.of();
    }

    /** What follows the word, for example {@code RESOURCE [NODE]}; empty if nothing does. */
    String usage();

    /** What it does, in one line. */
    String summary();

    /**
     * Does it.
     *
     * @param context the cluster, the session and the writers
     * @param arguments the words after the command's own
     * @throws UsageException if the arguments make no sense
     * @throws io.systole.shell.grammar.CrmSyntaxException if a configuration statement is not right
     */
    ExitStatus run(CommandContext context, List<String> arguments);

    /** What may come next after these words; for completion. */
    default List<String> candidates(CommandContext context, List<String> before) {
        return List.of();
    }
}
