package io.systole.lrm.agent;

import io.systole.agents.Agent;
import io.systole.agents.AgentCatalog;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.ExitCode;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.process.Command;
import io.systole.lrm.process.ProcessEnd;
import java.time.Duration;

/** Prepares orders for any class of agents, and says what their end means. Thread-safe. */
public final class AgentClasses {
    private final AgentCatalog catalog;
    private final OcfAgents ocf;
    private final LsbScripts lsb;
    private final SystemdUnits systemd;
    private final FenceDevices stonith;

    /** All classes that this product knows. */
    public AgentClasses(AgentCatalog catalog, AgentPlaces places) {
        this.catalog = catalog;
        var environment = new AgentEnvironment(places);
        this.ocf = new OcfAgents(catalog, environment);
        this.lsb = new LsbScripts(catalog, environment);
        this.systemd = new SystemdUnits(environment);
        this.stonith = new FenceDevices(places, environment);
    }

    /** An order made ready: either a program to run, whose end {@link #verdict} understands, or already the answer. */
    public sealed interface Prepared {
        /** Run this. */
        record Program(OperationRequest request, Command command, Duration timeout, Interpreter interpreter) implements Prepared {
            /** What the end of the program says. */
            public Verdict verdict(ProcessEnd end) {
                return switch (end) {
                    case ProcessEnd.Exited exited -> interpreter.interpret(request, exited);
                    case ProcessEnd.TimedOut late -> timedOut(request, timeout, late);
                    case ProcessEnd.Cancelled cancelled -> new Verdict(ExecutionStatus.CANCELLED, ExitCode.OK, "", "");
                    case ProcessEnd.NotStarted failed -> notStarted(failed);
                };
            }
        }

        /** No program is needed. */
        record Answer(Verdict verdict) implements Prepared {}
    }

    /** Understands a program that ended by itself. */
    @FunctionalInterface
    public interface Interpreter {
        /** What its exit says. */
        Verdict interpret(OperationRequest request, ProcessEnd.Exited end);
    }

    /** What is to be done for this order. */
    public Prepared prepare(OperationRequest request) {
        return switch (request.agent().agentClass()) {
            case "ocf" -> prepare(ocf, request);
            case "lsb" -> prepare(lsb, request);
            case "systemd" -> prepare(systemd, request);
            // Resolved anew each time, since nodes differ and packages come and go.
            case "service" -> prepare(catalog.resolve(request.agent()) instanceof Agent ? lsb : systemd, request);
            case "stonith" -> prepare(stonith, request);
            default -> new Prepared.Answer(Verdict.notInstalled("agents of class " + request.agent().agentClass()
                    + " are not known; known are ocf, lsb, systemd, service and stonith"));
        };
    }

    private static Prepared prepare(AgentClass agentClass, OperationRequest request) {
        return switch (agentClass.plan(request)) {
            case AgentClass.Plan.Run(Command command) -> new Prepared.Program(request, command, agentClass.timeout(request),
                    agentClass::interpret);
            case AgentClass.Plan.Answer(Verdict verdict) -> new Prepared.Answer(verdict);
        };
    }

    private static Verdict timedOut(OperationRequest request, Duration timeout, ProcessEnd.TimedOut end) {
        String reason = request.key().operation() + " did not end within " + timeout.toMillis() + " ms"
                + (end.stuck() ? "; it cannot even be killed, probably it waits for a device or a file server" : "");
        return new Verdict(ExecutionStatus.TIMED_OUT, ExitCode.GENERIC, reason, AgentOutput.of(end.output(), end.errors()));
    }

    private static Verdict notStarted(ProcessEnd.NotStarted failure) {
        return switch (failure.cause()) {
            case MISSING -> Verdict.notInstalled(failure.reason());
            case FORBIDDEN -> Verdict.done(ExitCode.PERM, failure.reason(), "");
            case OTHER -> Verdict.error(failure.reason(), "");
        };
    }
}
