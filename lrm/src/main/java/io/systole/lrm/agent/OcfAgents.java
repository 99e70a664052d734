package io.systole.lrm.agent;

import io.systole.core.operation.OperationRequest;
import io.systole.lrm.process.Command;
import io.systole.lrm.process.ProcessEnd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Class {@code ocf}: one argument, the action; everything else in the environment. */
final class OcfAgents implements AgentClass {
    private final AgentPlaces places;
    private final AgentEnvironment environment;

    OcfAgents(AgentPlaces places, AgentEnvironment environment) {
        this.places = places;
        this.environment = environment;
    }

    @Override
    public Plan plan(OperationRequest request) {
        if (FileName.isUnsafe(request.agent().provider()) || FileName.isUnsafe(request.agent().type())) {
            return new Plan.Answer(Verdict.notInstalled(request.agent() + " is not the name of an OCF agent"));
        }
        for (Path root : places.ocfRoots()) {
            Path file = root.resolve("resource.d").resolve(request.agent().provider()).resolve(request.agent().type());
            if (Files.exists(file)) {
                return new Plan.Run(new Command(file, List.of(request.key().operation()), environment.ocf(request, root), ""));
            }
        }
        return new Plan.Answer(Verdict.notInstalled("there is no agent " + request.agent() + " on this node: looked for resource.d/"
                + request.agent().provider() + "/" + request.agent().type() + " under " + roots()));
    }

    private String roots() {
        return String.join(", ", places.ocfRoots().stream().map(Path::toString).toList());
    }

    @Override
    public Verdict interpret(OperationRequest request, ProcessEnd.Exited end) {
        return ExitCodes.ocf(end);
    }
}
