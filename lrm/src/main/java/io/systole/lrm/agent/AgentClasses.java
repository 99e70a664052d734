package io.systole.lrm.agent;

import io.systole.agents.Agent;
import io.systole.agents.AgentCatalog;
import io.systole.core.cib.AgentId;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.ExitCode;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.process.Command;
import io.systole.lrm.process.ProcessEnd;
import io.systole.lrm.systemd.Units;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Prepares orders for any class of agents, and says what their end means. Thread-safe. */
public final class AgentClasses implements AutoCloseable {
    private final AgentCatalog catalog;
    private final OcfAgents ocf;
    private final LsbScripts lsb;
    private final Units units;
    private final SystemdUnits systemd;
    private final FenceDevices stonith;

    /** All classes that this product knows. */
    public AgentClasses(AgentCatalog catalog, AgentPlaces places) {
        this.catalog = catalog;
        var environment = new AgentEnvironment(places);
        this.ocf = new OcfAgents(catalog, environment);
        this.lsb = new LsbScripts(catalog, environment);
        this.units = new Units(places.systemd());
        this.systemd = new SystemdUnits(units);
        this.stonith = new FenceDevices(places, environment);
    }

    /** An order made ready: a program to run, whose end {@link #verdict} understands, work that needs none, or already the answer. */
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

        /** Something that takes time, but no program. */
        record Work(Task task) implements Prepared {}

        /** No program is needed. */
        record Answer(Verdict verdict) implements Prepared {}
    }

    /** Does an order without a program, and keeps to its timeout. Blocks; meant for a virtual thread. */
    @FunctionalInterface
    public interface Task {
        /** The result, soon after the cancellation if that comes first. */
        Verdict run(CompletableFuture<Void> cancellation) throws InterruptedException;
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
            case "systemd" -> systemd.prepare(request);
            // Resolved anew each time, since nodes differ and packages come and go.
            case "service" -> isUnit(request) ? systemd.prepare(request) : prepare(lsb, request);
            case "stonith" -> prepare(stonith, request);
            default -> new Prepared.Answer(Verdict.notInstalled("agents of class " + request.agent().agentClass()
                    + " are not known; known are ocf, lsb, systemd, service and stonith"));
        };
    }

    /** An init script comes first; a service that is neither is told as a missing script where no systemd runs. */
    private boolean isUnit(OperationRequest request) {
        return systemd.areHere() && !(catalog.resolve(request.agent()) instanceof Agent);
    }

    /** Kills what runs of this resource and is no process of one of its agents: the unit that it stands for. Blocks that long at most. */
    public void kill(AgentId agent, Duration within) {
        boolean unit = switch (agent.agentClass()) {
            case "systemd" -> true;
            case "service" -> !(catalog.resolve(agent) instanceof Agent);
            default -> false;
        };
        if (unit) {
            systemd.kill(agent.type(), within);
        }
    }

    /** Leaves the bus of systemd, if it was needed. */
    @Override
    public void close() {
        units.close();
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
