package io.systole.node.setup;

import io.systole.agents.AgentCatalog;
import io.systole.core.cib.ResourceId;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.agent.AgentClasses;
import io.systole.lrm.agent.AgentClasses.Prepared;
import io.systole.lrm.agent.AgentPlaces;
import io.systole.lrm.agent.Verdict;
import io.systole.lrm.process.Command;
import io.systole.lrm.process.ProcessRunner;
import io.systole.node.fence.FenceAgents;
import io.systole.node.process.HostName;
import io.systole.node.process.Installation;
import io.systole.shell.client.AgentRun;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Runs an agent for somebody at a terminal as the local resource manager would, without telling it. */
final class HandRun {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final AgentCatalog catalog;

    private final UnaryOperator<AgentPlaces> surroundings;

    /** @param surroundings what is other than usual around the agent */
    HandRun(AgentCatalog catalog, UnaryOperator<AgentPlaces> surroundings) {
        this.catalog = catalog;
        this.surroundings = surroundings;
    }

    AgentRun.End run(AgentRun run) {
        return run(run, Duration.ZERO, program -> program, new CompletableFuture<>());
    }

    /**
     * The same in more detail.
     *
     * @param interval zero, or how often a monitor would come
     * @param change what is to be other in the call
     * @param cancellation kills the agent when it is completed
     */
    AgentRun.End run(AgentRun run, Duration interval, UnaryOperator<Command> change, CompletableFuture<Void> cancellation) {
        var key = new OperationKey(new ResourceId(run.resource()), run.action(), interval);
        var request = new OperationRequest(key, run.agent(), run.timeout(), Duration.ZERO, run.parameters(), run.meta(), "", 0);
        var node = new NodeName(run.node().orElseGet(HostName::get));
        AgentPlaces places = surroundings.apply(AgentPlaces.defaults(node).withFenceAgents(FenceAgents.USUAL_DIRECTORY)
                .withToolsDirectory(Installation.tools()));
        Verdict verdict = verdict(request, places, change, cancellation);
        return new AgentRun.End(verdict.exitCode(), verdict.status() == ExecutionStatus.DONE, verdict.reason(), verdict.output());
    }

    private Verdict verdict(OperationRequest request, AgentPlaces places, UnaryOperator<Command> change,
            CompletableFuture<Void> cancellation) {
        try {
            Files.createDirectories(places.tempDirectory());
        } catch (IOException notOurs) {
            // Whoever is not root may still ask agents that keep no files there.
        }
        try (var classes = new AgentClasses(catalog, places)) {
            return switch (classes.prepare(request)) {
                case Prepared.Answer(Verdict verdict) -> verdict;
                case Prepared.Work(AgentClasses.Task task) -> task.run(cancellation);
                case Prepared.Program program -> program.verdict(new ProcessRunner(GRACE).run(change.apply(program.command()),
                        program.timeout(), cancellation));
            };
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Verdict.error("the agent was not waited for", "");
        } catch (IllegalStateException notHere) {
            return Verdict.error(notHere.getMessage(), "");
        }
    }
}
