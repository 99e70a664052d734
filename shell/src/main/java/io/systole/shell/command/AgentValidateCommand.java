package io.systole.shell.command;

import io.systole.core.cib.AgentId;
import io.systole.shell.client.AgentRun;
import io.systole.shell.format.ResourceLine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code ra validate}: lets an agent of this node judge parameters, with the rights of who asks. */
final class AgentValidateCommand implements Command {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "validate";
    }

    @Override
    public String usage() {
        return "[CLASS:[PROVIDER:]]TYPE [NAME=VALUE…]";
    }

    @Override
    public String summary() {
        return "let an agent check parameters";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new UsageException("write: validate " + usage());
        }
        Optional<AgentId> agent = AgentCommands.find(context.agents(), arguments.getFirst());
        if (agent.isEmpty() || !context.agents().types(agent.get().agentClass(), agent.get().provider()).contains(agent.get().type())) {
            context.error(AgentCommands.missing(context.agents(), arguments.getFirst()));
            return ExitStatus.NO_SUCH_OBJECT;
        }
        SortedMap<String, String> parameters = parameters(arguments.subList(1, arguments.size()));
        AgentRun.End end;
        try {
            end = context.agents().run(new AgentRun(agent.get(), "test", "validate-all", Optional.empty(), TIMEOUT, parameters,
                    new TreeMap<>()));
        } catch (UnsupportedOperationException nobody) {
            context.error(nobody.getMessage());
            return ExitStatus.UNSUPPORTED;
        }
        if (!end.output().isBlank()) {
            context.out().println(end.output().stripTrailing());
        }
        if (end.code() == 0) {
            context.info(agent.get() + " accepts these parameters");
        } else {
            context.error(agent.get() + " answers " + end.code() + " (" + ResourceLine.exitCode(end.code()) + ")"
                    + (end.reason().isEmpty() ? "" : ": " + end.reason()));
        }
        return ExitStatus.ofAgent(end.code());
    }

    /** The parameters that these words give. */
    static SortedMap<String, String> parameters(List<String> words) {
        var parameters = new TreeMap<String, String>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new UsageException("\"" + word + "\" is no parameter; write NAME=VALUE");
            }
            parameters.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return parameters;
    }
}
