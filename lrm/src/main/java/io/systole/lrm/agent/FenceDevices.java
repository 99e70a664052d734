package io.systole.lrm.agent;

import io.systole.core.cib.ResourceId;
import io.systole.core.operation.ExitCode;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.process.Command;
import io.systole.lrm.process.ProcessEnd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Class {@code stonith}: a fence device as a resource. Nothing runs all the time: started means that this node has tried
 * the device and watches it; a probe asks just that. Parameters, passwords among them, go to standard input.
 */
final class FenceDevices implements AgentClass {
    private static final Set<String> NOT_FOR_THE_AGENT = Set.of("action", "option", "stonith-timeout", "provides", "crm_feature_set");
    /** Agents of single-port devices answer a monitor with the state of the port: 2 is off, and the device works. */
    private static final int PORT_IS_OFF = 2;

    private final AgentPlaces places;
    private final AgentEnvironment environment;
    private final Set<ResourceId> started = ConcurrentHashMap.newKeySet();

    FenceDevices(AgentPlaces places, AgentEnvironment environment) {
        this.places = places;
        this.environment = environment;
    }

    @Override
    public Plan plan(OperationRequest request) {
        String operation = request.key().operation();
        return switch (operation) {
            case "stop" -> {
                started.remove(request.key().resource());
                yield new Plan.Answer(Verdict.ok());
            }
            case "start" -> run(request);
            case "monitor" -> request.key().recurring() ? run(request) : new Plan.Answer(probe(request.key().resource()));
            default -> new Plan.Answer(Verdict.notSupported("a fence device as a resource has no action " + operation));
        };
    }

    private Verdict probe(ResourceId device) {
        return started.contains(device) ? Verdict.ok() : Verdict.done(ExitCode.NOT_RUNNING, "", "");
    }

    private Plan run(OperationRequest request) {
        String type = request.agent().type();
        Path file = places.fenceAgents().resolve(type);
        if (!type.startsWith("fence_") || type.contains("/") || !Files.exists(file)) {
            return new Plan.Answer(Verdict.notInstalled("there is no fence agent " + file + " on this node"));
        }
        var input = new StringBuilder("action=monitor\n");
        for (var parameter : request.parameters().entrySet()) {
            if (parameter.getValue().contains("\n")) {
                return new Plan.Answer(Verdict.done(ExitCode.CONFIGURED,
                        "parameter " + parameter.getKey() + " has a line break, which fence agents cannot read", ""));
            }
            if (!NOT_FOR_THE_AGENT.contains(parameter.getKey()) && !parameter.getKey().startsWith("pcmk_")) {
                input.append(parameter.getKey()).append('=').append(parameter.getValue()).append('\n');
            }
        }
        return new Plan.Run(new Command(file, List.of(), environment.basic(), input.toString()));
    }

    @Override
    public Verdict interpret(OperationRequest request, ProcessEnd.Exited end) {
        if (end.code() != 0 && end.code() != PORT_IS_OFF) {
            return Verdict.error("the fence device did not answer its monitor", AgentOutput.of(end));
        }
        started.add(request.key().resource());
        return Verdict.done(ExitCode.OK, "", AgentOutput.of(end));
    }
}
