package io.systole.node.setup;

import io.systole.core.fencing.AgentCall;
import io.systole.core.fencing.AgentEnd;
import io.systole.node.fence.FenceAgents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The fence agents of this node: programs whose names begin with {@code fence_}. */
final class InstalledFenceAgents {
    /** What has such a name, but is for people to type and has no metadata. */
    private static final Set<String> NO_AGENTS = Set.of("fence_ack_manual", "fence_check", "fence_node", "fence_tool", "fence_virtd");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Path directory;

    InstalledFenceAgents(Path directory) {
        this.directory = directory;
    }

    /** Their names, sorted. */
    List<String> installed() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isExecutable).map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("fence_") && !NO_AGENTS.contains(name)).sorted().toList();
        } catch (IOException | UncheckedIOException none) {
            return List.of();
        }
    }

    /** What an agent says of itself; empty if it is not there or says nothing. */
    Optional<String> metadata(String agent) {
        if (!installed().contains(agent)) {
            return Optional.empty();
        }
        var end = new CompletableFuture<AgentEnd>();
        try (var agents = new FenceAgents(directory)) {
            agents.run(new AgentCall(1, agent, "action=metadata\n", TIMEOUT, "metadata of " + agent), end::complete);
            AgentEnd how = end.join();
            return how.kind() == AgentEnd.Kind.EXITED && how.code() == 0 ? Optional.of(how.output()) : Optional.empty();
        }
    }
}
