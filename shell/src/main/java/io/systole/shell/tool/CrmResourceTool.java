package io.systole.shell.tool;

import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** {@code crm_resource}: finds out which of its many commands is meant, and has it done. */
final class CrmResourceTool implements Tool {
    private static final List<String> COMMANDS = List.of("list", "list-raw", "list-operations", "list-all-operations", "list-standards",
            "list-ocf-providers", "list-agents", "list-ocf-alternatives", "show-metadata", "list-options", "query-xml", "query-xml-raw",
            "get-parameter", "locate", "constraints", "stack", "why", "validate", "cleanup", "refresh", "set-parameter", "delete-parameter",
            "move", "ban", "clear", "delete", "fail", "restart", "wait", "digests", "force-start", "force-stop", "force-promote",
            "force-demote", "force-check");

    @Override
    public String name() {
        return "crm_resource";
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(CrmResourceOptions.OPTIONS);
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = CrmResourceOptions.OPTIONS.parse(call.arguments());
        var answer = new Answer(call, options, out, err);
        Optional<String> command = options.last(COMMANDS);
        if (command.isEmpty() && options.text("resource").isPresent()) {
            throw new UsageException("what is to be done with " + options.value("resource").get() + "? For example -W, -C, -M -N NODE, -U");
        }
        if (!command.filter("digests"::equals).isPresent()) {
            options.withoutOperands();
        }
        try {
            return run(command.orElse("list"), call, context, options, answer, out, err);
        } catch (CallFailed failed) {
            answer.error(failed.words());
            if (!answer.xml()) {
                err.println(failed.getMessage());
            }
            return answer.end(failed.status());
        }
    }

    private static ExitStatus run(String command, ToolCall call, ToolContext context, Options options, Answer answer, PrintWriter out,
            PrintWriter err) {
        var agents = new AgentQueries(context.agents(), answer);
        switch (command) {
            case "list-standards" -> {
                return agents.standards();
            }
            case "list-ocf-providers" -> {
                return agents.providers();
            }
            case "list-agents" -> {
                return agents.agents(options.value(command).orElse(""));
            }
            case "list-ocf-alternatives" -> {
                return agents.alternatives(options.value(command).orElse(""));
            }
            case "show-metadata" -> {
                return agents.metadata(options.value(command).orElse(""));
            }
            case "list-options" -> {
                return agents.options(options.value(command).orElse(""));
            }
            case "fail" -> {
                return answer.failed(ExitStatus.UNSUPPORTED, "a failure cannot be pretended here: a resource has failed when its agent says"
                        + " so. To have it started anew use --restart, to look at it now --refresh");
            }
            case "validate" -> {
                if (options.text("resource").isEmpty()) {
                    return new AgentActions(call, context, options, answer).validateGiven();
                }
            }
            default -> { }
        }
        var target = new ResourceTarget(call, context, options);
        return AgentActions.ACTIONS.contains(command) ? new AgentActions(call, context, options, answer).run(command, target)
                : run(command, target, answer, out, err);
    }

    private static ExitStatus run(String command, ResourceTarget target, Answer answer, PrintWriter out, PrintWriter err) {
        var queries = new ResourceQueries(target, answer);
        var orders = new ResourceOrders(target, answer);
        Options options = target.options;
        return switch (command) {
            case "list-raw" -> queries.names();
            case "list-operations", "list-all-operations" -> {
                new ResourceOperations(target, answer).show(command.equals("list-all-operations"));
                yield answer.end(ExitStatus.OK);
            }
            case "query-xml", "query-xml-raw" -> queries.xml(command.equals("query-xml-raw"));
            case "get-parameter" -> new ResourceParameters(target, answer).get(options.value(command).orElse(""));
            case "set-parameter" -> new ResourceParameters(target, answer).set(name(options, command));
            case "delete-parameter" -> new ResourceParameters(target, answer).delete(name(options, command));
            case "locate" -> queries.locate();
            case "constraints", "stack" -> queries.constraints(command.equals("stack") || options.has("recursive"));
            case "why" -> queries.why();
            case "digests" -> queries.digests();
            case "cleanup", "refresh" -> orders.cleanUp(command.equals("cleanup"));
            case "move" -> new ResourceMoves(target, answer).move();
            case "ban" -> new ResourceMoves(target, answer).ban();
            case "clear" -> new ResourceMoves(target, answer).clear();
            case "delete" -> orders.delete();
            case "restart" -> orders.restart(out, err);
            case "wait" -> orders.await();
            default -> queries.all(out);
        };
    }

    /** The name of a parameter, which becomes part of an id. */
    private static String name(Options options, String command) {
        String name = options.value(command).orElse("");
        if (!name.matches("[A-Za-z0-9_.-]+")) {
            throw new UsageException("\"" + name + "\" cannot be the name of a parameter");
        }
        return name;
    }
}
