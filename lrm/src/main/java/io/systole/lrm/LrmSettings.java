package io.systole.lrm;

import io.systole.core.membership.NodeName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where the local resource manager finds and keeps things.
 *
 * @param node this node, told to agents
 * @param ocfRoots where OCF agents are looked for ({@code <root>/resource.d/<provider>/<type>}); the first hit wins
 * @param initScripts where LSB init scripts are
 * @param fenceAgents where fence agents are
 * @param toolsDirectory where our {@code crm_attribute} and its kin are; agents find it first in PATH and as HA_SBIN_DIR
 * @param runDirectory for what must not outlive a reboot: the parameters of the last starts. Private to the daemon
 * @param stateDirectory for what must: the call ids
 * @param agentTempDirectory HA_RSCTMP, where agents keep their pid files; shared with other cluster managers by convention
 * @param featureSet the crm_feature_set that agents compare, at least 3.19.7
 * @param maxRecurringRuns how many monitors may run at the same moment; one-shot operations are not counted
 * @param killGrace how long an agent that ran out of time may take to end after TERM, before KILL
 */
public record LrmSettings(
        NodeName node,
        List<Path> ocfRoots,
        Path initScripts,
        Path fenceAgents,
        Path toolsDirectory,
        Path runDirectory,
        Path stateDirectory,
        Path agentTempDirectory,
        String featureSet,
        int maxRecurringRuns,
        Duration killGrace) {
    public LrmSettings {
        ocfRoots = List.copyOf(ocfRoots);
        if (ocfRoots.isEmpty()) {
            throw new IllegalArgumentException("the local resource manager needs at least one directory of OCF agents");
        }
        if (maxRecurringRuns < 1) {
            throw new IllegalArgumentException("at least one monitor must be allowed to run, not " + maxRecurringRuns);
        }
        if (killGrace.isNegative()) {
            throw new IllegalArgumentException("the grace before KILL is not negative: " + killGrace);
        }
    }

    /** The usual places on a Linux system. */
    public static LrmSettings defaults(NodeName node) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new LrmSettings(node, List.of(Path.of("/usr/lib/ocf")), Path.of("/etc/init.d"), Path.of("/usr/sbin"), Path.of("/usr/sbin"),
                Path.of("/run/systole/lrm"), Path.of("/var/lib/systole/lrm"), Path.of("/run/resource-agents"), "3.19.7",
                Math.max(16, 4 * processors), Duration.ofSeconds(1));
    }

    /** These settings with other places for OCF agents. */
    public LrmSettings withOcfRoots(List<Path> roots) {
        return new LrmSettings(node, roots, initScripts, fenceAgents, toolsDirectory, runDirectory, stateDirectory, agentTempDirectory,
                featureSet, maxRecurringRuns, killGrace);
    }

    /** These settings with other places for init scripts and fence agents. */
    public LrmSettings withScripts(Path initDirectory, Path fenceDirectory) {
        return new LrmSettings(node, ocfRoots, initDirectory, fenceDirectory, toolsDirectory, runDirectory, stateDirectory,
                agentTempDirectory, featureSet, maxRecurringRuns, killGrace);
    }

    /** These settings with another directory of tools. */
    public LrmSettings withToolsDirectory(Path directory) {
        return new LrmSettings(node, ocfRoots, initScripts, fenceAgents, directory, runDirectory, stateDirectory, agentTempDirectory,
                featureSet, maxRecurringRuns, killGrace);
    }

    /** These settings with other places for what is kept. */
    public LrmSettings withDirectories(Path run, Path state, Path agentTemp) {
        return new LrmSettings(node, ocfRoots, initScripts, fenceAgents, toolsDirectory, run, state, agentTemp, featureSet,
                maxRecurringRuns, killGrace);
    }

    /** These settings with another feature set. */
    public LrmSettings withFeatureSet(String version) {
        return new LrmSettings(node, ocfRoots, initScripts, fenceAgents, toolsDirectory, runDirectory, stateDirectory, agentTempDirectory,
                version, maxRecurringRuns, killGrace);
    }

    /** These settings with other limits. */
    public LrmSettings withLimits(int recurringRuns, Duration grace) {
        return new LrmSettings(node, ocfRoots, initScripts, fenceAgents, toolsDirectory, runDirectory, stateDirectory, agentTempDirectory,
                featureSet, recurringRuns, grace);
    }
}
