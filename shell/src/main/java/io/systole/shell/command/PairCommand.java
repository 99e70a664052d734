package io.systole.shell.command;

import io.systole.core.cib.Cib;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code resource param}, {@code meta} and {@code utilization}, {@code node attribute}, {@code status-attr} and {@code utilization}: one
 * name-value pair, shown or changed by the tool that scripts use for it.
 *
 * @param owner what has the pairs
 * @param options say to the tool which pairs are meant
 */
record PairCommand(String name, Owner owner, List<String> options, String summary) implements Command {
    /** Whose pairs they are. */
    enum Owner {
        RESOURCE("crm_resource", "--resource=", "--get-parameter=", "--set-parameter=", "--parameter-value=", "--delete-parameter="),
        NODE("crm_attribute", "--node=", "--query", "--name=", "--update=", "--delete");

        private final String tool;
        private final String which;
        private final String query;
        private final String set;
        private final String value;
        private final String delete;

        Owner(String tool, String which, String query, String set, String value, String delete) {
            this.tool = tool;
            this.which = which;
            this.query = query;
            this.set = set;
            this.value = value;
            this.delete = delete;
        }

        /** The options that say what is done with the pair of this name; the tool for nodes has the name in an option of its own. */
        private List<String> words(String verb, String name, String given) {
            return switch (verb) {
                case "set" -> List.of(set + name, value + given);
                case "delete" -> this == NODE ? List.of(delete, set + name) : List.of(delete + name);
                default -> this == NODE ? List.of(query, set + name) : List.of(query + name);
            };
        }

        private List<String> names(Cib cib) {
            return this == NODE ? Names.nodes(cib) : Names.resources(cib);
        }
    }

    private static final List<String> VERBS = List.of("show", "set", "delete");
    private static final int WITH_VALUE = 4;

    @Override
    public String usage() {
        return owner + " show|delete NAME | " + owner + " set NAME VALUE";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        String verb = arguments.size() > 1 ? arguments.get(1).toLowerCase(Locale.ROOT) : "";
        if (!VERBS.contains(verb) || arguments.size() != (verb.equals("set") ? WITH_VALUE : WITH_VALUE - 1)) {
            throw new UsageException("write: " + name + " " + usage());
        }
        String id = arguments.getFirst();
        if (owner == Owner.RESOURCE) {
            Names.resource(context.connection().cib(), id);
        }
        var words = new ArrayList<>(options);
        words.add(owner.which + id);
        words.addAll(owner.words(verb, arguments.get(2), arguments.getLast()));
        return context.tools().run(owner.tool, words);
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return switch (before.size()) {
            case 0 -> owner.names(context.connection().cib());
            case 1 -> VERBS;
            default -> List.of();
        };
    }
}
