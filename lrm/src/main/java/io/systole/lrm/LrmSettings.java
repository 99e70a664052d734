package io.systole.lrm;

import io.systole.core.membership.NodeName;
import io.systole.lrm.agent.AgentPlaces;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the local resource manager finds and keeps things, and its limits.
 *
 * @param agents where agents are
 * @param runDirectory for what must not outlive a reboot: the parameters of the last starts. Private to the daemon
 * @param stateDirectory for what must: the call ids
 * @param maxRecurringRuns how many monitors may run at the same moment. One-shot operations are not counted: the coordinator
 *     limits them, and a stop must not wait behind hung monitors
 * @param killGrace how long an agent that ran out of time may take to end after TERM, before KILL
 */
public record LrmSettings(AgentPlaces agents, Path runDirectory, Path stateDirectory, int maxRecurringRuns, Duration killGrace) {
    public LrmSettings {
        if (maxRecurringRuns < 1) {
            throw new IllegalArgumentException("at least one monitor must be allowed to run, not " + maxRecurringRuns);
        }
        if (killGrace.isNegative()) {
            throw new IllegalArgumentException("the grace before KILL is not negative: " + killGrace);
        }
    }

    /** The usual places and limits on a Linux system. */
    public static LrmSettings defaults(NodeName node) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new LrmSettings(AgentPlaces.defaults(node), Path.of("/run/systole/lrm"), Path.of("/var/lib/systole/lrm"),
                Math.max(16, 4 * processors), Duration.ofSeconds(1));
    }

    /** The same with agents elsewhere. */
    public LrmSettings withAgents(AgentPlaces places) {
        return new LrmSettings(places, runDirectory, stateDirectory, maxRecurringRuns, killGrace);
    }

    /** The same with other directories for what is kept. */
    public LrmSettings withDirectories(Path run, Path state) {
        return new LrmSettings(agents, run, state, maxRecurringRuns, killGrace);
    }

    /** The same with other limits. */
    public LrmSettings withLimits(int recurringRuns, Duration grace) {
        return new LrmSettings(agents, runDirectory, stateDirectory, recurringRuns, grace);
    }
}
