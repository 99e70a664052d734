package io.systole.node;

import io.systole.agents.AgentCatalog;
import io.systole.core.cib.ResourceId;
import io.systole.lrm.LocalExecutor;
import io.systole.lrm.LrmSettings;
import io.systole.lrm.agent.AgentPlaces;
import io.systole.node.config.NodePaths;
import io.systole.node.config.NodeSettings;
import io.systole.node.fence.FenceAgents;
import io.systole.node.process.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Makes the local resource manager of this node. */
final class LocalAgents {
    static final Path FENCE_AGENTS = FenceAgents.USUAL_DIRECTORY;

    private LocalAgents() {}

    static LocalExecutor executor(NodeSettings settings, NodePaths paths, AgentCatalog catalog,
            Function<ResourceId, CompletionStage<Boolean>> instantDetection) throws IOException {
        return new LocalExecutor(settings(settings, paths), catalog, Clock.systemUTC(), instantDetection);
    }

    static LrmSettings settings(NodeSettings settings, NodePaths paths) {
        AgentPlaces places = AgentPlaces.defaults(settings.name()).withFenceAgents(FENCE_AGENTS).withToolsDirectory(Installation.tools());
        if (!paths.isUsualRun()) {
            // One of several nodes on this machine: its agents must not share the files that say what runs, nor ask another daemon.
            places = places.withTempDirectory(paths.run().resolve("resource-agents")).withSocket(paths.socket());
        }
        LrmSettings limits = LrmSettings.defaults(settings.name());
        return limits.withAgents(places).withDirectories(paths.run().resolve("lrm"), paths.state().resolve("lrm"))
                .withLimits(settings.parallelOperations(), limits.killGrace());
    }
}
