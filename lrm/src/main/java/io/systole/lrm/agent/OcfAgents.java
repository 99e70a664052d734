package io.systole.lrm.agent;

import io.systole.agents.Agent;
import io.systole.agents.AgentCatalog;
import io.systole.agents.Resolution;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.process.Command;
import io.systole.lrm.process.ProcessEnd;
import java.util.List;

/** Class {@code ocf}: one argument, the action; everything else in the environment. */
final class OcfAgents implements AgentClass {
    private final AgentCatalog catalog;
    private final AgentEnvironment environment;

    OcfAgents(AgentCatalog catalog, AgentEnvironment environment) {
        this.catalog = catalog;
        this.environment = environment;
    }

    @Override
    public Plan plan(OperationRequest request) {
        return switch (catalog.resolve(request.agent())) {
            case Resolution.NotInstalled missing -> new Plan.Answer(Verdict.notInstalled(missing.reason()));
            case Agent agent -> new Plan.Run(new Command(
                    agent.path(), List.of(request.key().operation()), environment.ocf(request, agent.ocfRoot()), ""));
        };
    }

    @Override
    public Verdict interpret(OperationRequest request, ProcessEnd.Exited end) {
        return ExitCodes.ocf(end);
    }
}
