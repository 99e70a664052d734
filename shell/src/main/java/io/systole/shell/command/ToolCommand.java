package io.systole.shell.command;

import java.util.ArrayList;
import java.util.List;

/**
 * A word of crm that is one call of another tool, such as {@code resource operations}.
 *
 * @param tool the tool
 * @param options what is always said to it
 * @param following the options that the words after the command's own become, in their order, each up to its {@code =}; all may be left out
 */
record ToolCommand(String name, String usage, String summary, String tool, List<String> options, List<String> following)
        implements Command {
    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        if (arguments.size() > following.size()) {
            throw new UsageException("write: " + (name + " " + usage).strip());
        }
        var words = new ArrayList<>(options);
        for (int i = 0; i < arguments.size(); i++) {
            words.add(following.get(i) + arguments.get(i));
        }
        return context.tools().run(tool, words);
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        String option = before.size() < following.size() ? following.get(before.size()) : "";
        return switch (option) {
            case "--resource=" -> Names.resources(context.connection().cib());
            case "--node=" -> Names.nodes(context.connection().cib());
            default -> List.of();
        };
    }
}
