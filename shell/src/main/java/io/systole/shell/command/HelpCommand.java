package io.systole.shell.command;

import java.util.List;
import java.util.Optional;

/** Tells what there is. */
final class HelpCommand implements Command {
    private final Level level;

    HelpCommand(Level level) {
        this.level = level;
    }

    @Override
    public String name() {
        return "help";
    }

    @Override
    public String usage() {
        return "[LEVEL] [COMMAND]";
    }

    @Override
    public String summary() {
        return "say what a command does";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        Level shown = level;
        for (String argument : arguments) {
            String word = shown.resolve(argument);
            Optional<Command> command = shown.command(word);
            if (command.isPresent()) {
                String place = shown.name().isEmpty() ? "" : shown.name() + " ";
                context.out().println(place + command.get().name() + " " + command.get().usage());
                context.out().println("    " + command.get().summary());
                if (!command.get().aliases().isEmpty()) {
                    context.out().println("    also: " + String.join(", ", command.get().aliases()));
                }
                return ExitStatus.OK;
            }
            shown = shown.level(word).orElseThrow();
        }
        shown.levels().forEach(each -> context.out().printf("%-14s %s%n", each.name() + "/", each.summary()));
        shown.commands().forEach(each -> context.out().printf("%-14s %s%n", each.name(), each.summary()));
        return ExitStatus.OK;
    }
}
