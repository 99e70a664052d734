package io.systole.lrm.agent;

import io.systole.core.operation.OperationRequest;
import io.systole.lrm.process.Command;
import io.systole.lrm.process.ProcessEnd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Class {@code lsb}: init scripts. They take no parameters; a monitor is their {@code status}. */
final class LsbScripts implements AgentClass {
    private static final String MONITOR = "monitor";

    private final AgentPlaces places;
    private final AgentEnvironment environment;

    LsbScripts(AgentPlaces places, AgentEnvironment environment) {
        this.places = places;
        this.environment = environment;
    }

    @Override
    public Plan plan(OperationRequest request) {
        Path script = script(request.agent().type());
        if (!Files.exists(script)) {
            return new Plan.Answer(Verdict.notInstalled("there is no init script " + script + " on this node"));
        }
        return switch (request.key().operation()) {
            case MONITOR -> run(script, "status");
            case "start", "stop", "restart", "reload", "force-reload", "try-restart", "status" -> run(script, request.key().operation());
            default -> new Plan.Answer(Verdict.notSupported("init scripts have no action " + request.key().operation()));
        };
    }

    private Plan run(Path script, String action) {
        return new Plan.Run(new Command(script, List.of(action), environment.basic(), ""));
    }

    /** True if a script of this name is installed. */
    boolean has(String type) {
        return Files.exists(script(type));
    }

    /** A type may be an absolute path, as in Pacemaker. */
    private Path script(String type) {
        return type.startsWith("/") ? Path.of(type) : places.initScripts().resolve(FileName.isUnsafe(type) ? "unsafe-name" : type);
    }

    @Override
    public Verdict interpret(OperationRequest request, ProcessEnd.Exited end) {
        return request.key().operation().equals(MONITOR) ? ExitCodes.lsbStatus(end) : ExitCodes.lsbAction(end);
    }
}
