package io.systole.shell.command;

import io.systole.shell.grammar.Statement;
import java.util.ArrayList;
import java.util.List;

/** A statement that defines an object of the configuration, such as {@code primitive}. */
final class ObjectCommand implements Command {
    private final String keyword;
    private final List<String> aliases;
    private final String usage;
    private final String summary;

    ObjectCommand(String keyword, String usage, String summary, String... aliases) {
        this.keyword = keyword;
        this.usage = usage;
        this.summary = summary;
        this.aliases = List.of(aliases);
    }

    @Override
    public String name() {
        return keyword;
    }

    @Override
    public List<String> aliases() {
        return aliases;
    }

    @Override
    public String usage() {
        return usage;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        var words = new ArrayList<String>();
        words.add(keyword);
        words.addAll(arguments);
        return define(context, Statement.of(words));
    }

    /** The same with the place of the statement, for messages. */
    ExitStatus define(CommandContext context, Statement statement) {
        var words = new ArrayList<>(statement.words());
        if (!aliases.contains(words.getFirst())) {
            words.set(0, keyword);
        }
        context.session().draft().create(new Statement(statement.line(), words, statement.text()));
        return ExitStatus.OK;
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return switch (keyword) {
            case "group", "clone", "location", "colocation", "order", "tag" -> Names.resources(context.session().draft().cib());
            case "primitive" -> before.size() == 1 ? context.agents().classes() : List.of("params", "meta", "op", "utilization");
            case "alert" -> before.size() < 2 ? List.of() : List.of("meta", "attributes", "select", "to");
            default -> List.of();
        };
    }
}
