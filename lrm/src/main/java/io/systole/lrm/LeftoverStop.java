package io.systole.lrm;

import io.systole.agents.AgentCatalog;
import io.systole.core.cib.ResourceId;
import io.systole.lrm.agent.AgentClasses;
import io.systole.lrm.memory.LastStarts;
import io.systole.lrm.memory.StartFiles;
import io.systole.lrm.process.MarkedProcesses;
import io.systole.lrm.process.ProcessRunner;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Ends by force what a local resource manager that is no more, or does not answer, had started on this node. */
public final class LeftoverStop {
    private final LrmSettings settings;
    private final AgentRuns runs;
    private final ForcedStop forced;

    /** For what was kept in these directories. */
    public LeftoverStop(LrmSettings settings, AgentCatalog catalog, Clock clock) {
        this.settings = settings;
        this.runs = new AgentRuns(new AgentClasses(catalog, settings.agents()), new ProcessRunner(settings.killGrace()),
                new AgentDescriptions(catalog), clock);
        this.forced = new ForcedStop(runs, new MarkedProcesses(settings.agents().mark()));
    }

    /** Blocks for about this time at most; gives what may still be active. */
    public List<ResourceId> stop(Duration within) throws InterruptedException {
        try (runs) {
            LastStarts starts = StartFiles.open(settings.runDirectory());
            List<ResourceId> left = forced.stop(starts.all(), within);
            starts.all().keySet().stream().filter(resource -> !left.contains(resource)).toList().forEach(starts::forget);
            return left;
        } catch (IOException unreadable) {
            throw new IllegalStateException("what was started on this node cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
