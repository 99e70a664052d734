package io.systole.lrm.agent;

import io.systole.agents.Agent;
import io.systole.agents.AgentCatalog;
import io.systole.agents.MetadataException;
import io.systole.agents.Resolution;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.process.Command;
import io.systole.lrm.process.ProcessEnd;
import java.util.List;
import java.util.Set;

/** Class {@code ocf}: one argument, the action; everything else in the environment. */
final class OcfAgents implements AgentClass {
    private static final Set<String> RELOADS = Set.of("reload", "reload-agent");

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
                    agent.path(), List.of(word(agent, request.key().operation())), environment.ocf(request, agent.ocfRoot()), ""));
        };
    }

    /** Clusters order a {@code reload-agent}, or in former times a {@code reload}; an agent knows the word of its standard. */
    private String word(Agent agent, String operation) {
        if (!RELOADS.contains(operation)) {
            return operation;
        }
        try {
            return catalog.metadata(agent).reloadAction().orElse(operation);
        } catch (MetadataException unknown) {
            return operation;
        }
    }

    @Override
    public Verdict interpret(OperationRequest request, ProcessEnd.Exited end) {
        return ExitCodes.ocf(end);
    }
}
