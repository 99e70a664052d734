package io.systole.lrm.agent;

import io.systole.agents.Agent;
import io.systole.agents.AgentCatalog;
import io.systole.agents.Resolution;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.process.Command;
import io.systole.lrm.process.ProcessEnd;
import java.nio.file.Path;
import java.util.List;

/** Class {@code lsb}: init scripts. They take no parameters; a monitor is their {@code status}. */
final class LsbScripts implements AgentClass {
    private static final String MONITOR = "monitor";

    private final AgentCatalog catalog;
    private final AgentEnvironment environment;

    LsbScripts(AgentCatalog catalog, AgentEnvironment environment) {
        this.catalog = catalog;
        this.environment = environment;
    }

    @Override
    public Plan plan(OperationRequest request) {
        return switch (catalog.resolve(request.agent())) {
            case Resolution.NotInstalled missing -> new Plan.Answer(Verdict.notInstalled(missing.reason()));
            case Agent script -> plan(script.path(), request);
        };
    }

    private Plan plan(Path script, OperationRequest request) {
        String operation = request.key().operation();
        return switch (operation) {
            case MONITOR -> run(script, "status", request);
            case "start", "stop", "restart", "reload", "force-reload", "try-restart", "status" ->
                run(script, operation, request);
            default -> new Plan.Answer(Verdict.notSupported("init scripts have no action " + operation));
        };
    }

    private Plan run(Path script, String action, OperationRequest request) {
        return new Plan.Run(new Command(script, List.of(action), environment.script(request), ""));
    }

    @Override
    public Verdict interpret(OperationRequest request, ProcessEnd.Exited end) {
        return request.key().operation().equals(MONITOR) ? ExitCodes.lsbStatus(end) : ExitCodes.lsbAction(end);
    }
}
