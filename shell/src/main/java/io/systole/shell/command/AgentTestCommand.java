package io.systole.shell.command;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.xml.CibParseException;
import io.systole.shell.client.AgentBench;
import io.systole.shell.trial.AgentTrial;
import io.systole.shell.trial.TrialReport;
import io.systole.shell.trial.TrialSubject;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;

/** {@code ra test}: tries out on this machine, without a cluster, whether an agent keeps its contract. */
final class AgentTestCommand implements Command {
    private static final List<String> CLASSES = List.of("ocf", "lsb");

    @Override
    public String name() {
        return "test";
    }

    @Override
    public String usage() {
        return "[CLASS:[PROVIDER:]]TYPE [NAME=VALUE…]";
    }

    @Override
    public String summary() {
        return "try an agent out: start it, stop it and see whether it keeps its contract";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new UsageException("write: test " + usage());
        }
        Optional<AgentId> found = AgentCommands.find(context.agents(), arguments.getFirst());
        if (found.isEmpty() || !context.agents().types(found.get().agentClass(), found.get().provider()).contains(found.get().type())) {
            context.error(AgentCommands.missing(context.agents(), arguments.getFirst()));
            return ExitStatus.NO_SUCH_OBJECT;
        }
        AgentId agent = found.get();
        if (!CLASSES.contains(agent.agentClass())) {
            context.error("agents of class " + agent.agentClass() + " cannot be tried out; those of ocf and lsb can");
            return ExitStatus.UNSUPPORTED;
        }
        SortedMap<String, String> parameters = AgentValidateCommand.parameters(arguments.subList(1, arguments.size()));
        Optional<String> metadata = context.agents().metadata(agent);
        if (metadata.isEmpty()) {
            context.error(agent + " gives no metadata: \"meta-data\" must print them and answer 0, whatever is missing on the node");
            return ExitStatus.ERROR;
        }
        try {
            return test(context, new TrialSubject(agent, AgentDocument.read(metadata.get()), parameters));
        } catch (CibParseException unreadable) {
            context.error("the metadata of " + agent + " is no XML: " + unreadable.getMessage());
            return ExitStatus.ERROR;
        }
    }

    private static ExitStatus test(CommandContext context, TrialSubject subject) {
        var report = new TrialReport(line -> {
            context.out().println(line);
            context.out().flush();
        });
        try (AgentBench bench = context.agents().bench()) {
            new AgentTrial(bench, subject, report, context.clock(), path -> context.agents().obstacle(path).isEmpty()).run();
        } catch (UnsupportedOperationException nobody) {
            context.error(nobody.getMessage());
            return ExitStatus.UNSUPPORTED;
        } catch (CancellationException toldByTheBench) {
            return ExitStatus.ERROR;
        }
        context.out().println(report.summary(subject.agent().toString()));
        return report.passed() ? ExitStatus.OK : ExitStatus.ERROR;
    }
}
