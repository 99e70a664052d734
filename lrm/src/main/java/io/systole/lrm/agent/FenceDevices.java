package io.systole.lrm.agent;

import io.systole.core.cib.ResourceId;
import io.systole.core.fencing.FenceDevice;
import io.systole.core.operation.ExitCode;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.process.Command;
import io.systole.lrm.process.ProcessEnd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Class {@code stonith}: a fence device as a resource. Nothing runs all the time: started means that this node has tried
 * the device and watches it; a probe asks just that. Parameters, passwords among them, go to standard input.
 */
final class FenceDevices implements AgentClass {
    private static final String MONITOR = "monitor";
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
            case MONITOR -> request.key().recurring() ? run(request) : new Plan.Answer(probe(request.key().resource()));
            default -> new Plan.Answer(Verdict.notSupported("a fence device as a resource has no action " + operation));
        };
    }

    private Verdict probe(ResourceId device) {
        return started.contains(device) ? Verdict.ok() : Verdict.done(ExitCode.NOT_RUNNING, "", "");
    }

    private Plan run(OperationRequest request) {
        String type = request.agent().type();
        if (type.equals(FenceDevice.WATCHDOG_AGENT)) {
            started.add(request.key().resource());
            return new Plan.Answer(Verdict.ok());
        }
        Path file = places.fenceAgents().resolve(type);
        if (!type.startsWith("fence_") || type.contains("/") || !Files.exists(file)) {
            return new Plan.Answer(Verdict.notInstalled("there is no fence agent " + file + " on this node"));
        }
        FenceDevice device = device(request);
        Optional<String> unreadable = device.unreadableParameter();
        if (unreadable.isPresent()) {
            return new Plan.Answer(Verdict.done(ExitCode.CONFIGURED,
                    "parameter " + unreadable.get() + " has a line break, which fence agents cannot read", ""));
        }
        String input = device.input(MONITOR, Optional.empty(), Set.of());
        return new Plan.Run(new Command(file, List.of(), environment.basic(), input));
    }

    private static FenceDevice device(OperationRequest request) {
        return new FenceDevice(request.key().resource().value(), request.agent().type(), request.parameters());
    }

    /** {@code pcmk_monitor_timeout} counts for everything that runs the agent's monitor. */
    @Override
    public Duration timeout(OperationRequest request) {
        return device(request).timeout(MONITOR, request.timeout());
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
