package io.systole.shell.command;

import io.systole.core.controller.status.NodeAttributes;
import io.systole.core.membership.NodeName;
import io.systole.core.option.Score;
import io.systole.core.option.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** {@code resource failcount}: how often operations of a resource have failed on a node; forgetting that, or saying otherwise. */
final class FailCountCommand implements Command {
    private static final List<String> VERBS = List.of("show", "delete", "set");
    private static final int MOST = 6;

    @Override
    public String name() {
        return "failcount";
    }

    @Override
    public String usage() {
        return "RESOURCE show|delete NODE [OPERATION [INTERVAL]] | RESOURCE set NODE NUMBER|INFINITY [OPERATION [INTERVAL]]";
    }

    @Override
    public String summary() {
        return "how often a resource has failed on a node";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        String verb = arguments.size() > 1 ? arguments.get(1).toLowerCase(Locale.ROOT) : "";
        int needed = verb.equals("set") ? MOST - 2 : MOST - 3;
        if (!VERBS.contains(verb) || arguments.size() < needed || arguments.size() > needed + 2) {
            throw new UsageException("write: failcount " + usage());
        }
        String resource = Names.resource(context.connection().cib(), arguments.getFirst()).id();
        String node = arguments.get(2);
        List<String> operation = arguments.subList(needed, arguments.size());
        if (verb.equals("set")) {
            return set(context, resource, node, arguments.get(needed - 1), operation);
        }
        var words = new ArrayList<>(List.of(verb.equals("delete") ? "--delete" : "--query", "--resource=" + resource, "--node=" + node));
        if (!operation.isEmpty()) {
            words.add("--operation=" + operation.getFirst());
        }
        if (operation.size() > 1) {
            words.add("--interval=" + operation.getLast());
        }
        return context.tools().run("crm_failcount", words);
    }

    /** Counts belong to operations: that of the one that is named, else all there are. */
    private static ExitStatus set(CommandContext context, String resource, String node, String count, List<String> operation) {
        boolean infinite = count.matches("(?i)\\+?inf(inity)?");
        if (!infinite && !count.matches("\\d{1,9}")) {
            throw new UsageException("\"" + count + "\" is no fail count; it takes a number or INFINITY");
        }
        List<String> attributes = operation.isEmpty() ? present(context, resource, node)
                : List.of("fail-count-" + resource + "#" + operation.getFirst() + "_" + milliseconds(operation));
        for (String attribute : attributes) {
            ExitStatus status = context.tools().run("crm_attribute", List.of("--type=status", "--node=" + node, "--name=" + attribute,
                    "--update=" + (infinite ? "INFINITY" : Score.text(Score.parse(count, 0)))));
            if (status != ExitStatus.OK) {
                return status;
            }
        }
        return ExitStatus.OK;
    }

    private static long milliseconds(List<String> operation) {
        String interval = operation.size() > 1 ? operation.getLast() : "0";
        OptionalLong parsed = TimeSpan.interval(interval);
        return parsed.orElseThrow(() -> new UsageException("\"" + interval + "\" is no interval; write for example 10s"));
    }

    private static List<String> present(CommandContext context, String resource, String node) {
        List<String> found = NodeAttributes.all(context.connection().cib(), new NodeName(node)).keySet().stream()
                .filter(name -> name.startsWith("fail-count-" + resource + "#")).toList();
        if (found.isEmpty()) {
            throw new UsageException(resource + " has not failed on " + node + ", so say which operation is meant: failcount " + resource
                    + " set " + node + " NUMBER OPERATION [INTERVAL], for example monitor 10s");
        }
        return found;
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return switch (before.size()) {
            case 0 -> Names.resources(context.connection().cib());
            case 1 -> VERBS;
            case 2 -> Names.nodes(context.connection().cib());
            default -> List.of();
        };
    }
}
