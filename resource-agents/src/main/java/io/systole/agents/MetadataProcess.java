package io.systole.agents;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code <agent> meta-data} as a process of its own, without a shell; an init script is only read.
 *
 * <p>Answers go through a file and not a pipe: a child that the agent leaves behind may hold a pipe open for ever.
 */
public final class MetadataProcess implements MetadataSource {
    /** Agents that ask a cloud for their defaults are slow; the slowest that we measured took 0.6 s. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    /** The longest that we met has 0.1 MiB. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;
    /** How often the file is looked at: an agent that never stops printing must not fill the disk until its time is over. */
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Duration timeout;

    /** Waits up to 30 s for an answer. */
    public MetadataProcess() {
        this(DEFAULT_TIMEOUT);
    }

    /** @param timeout after which the agent is killed */
    public MetadataProcess(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public String read(Agent agent) {
        try {
            return agent.ocf() ? run(agent) : limited(agent.path());
        } catch (IOException e) {
            throw new MetadataException("agent " + agent.id() + ": cannot be asked for its metadata: " + e.getMessage(), e);
        }
    }

    private String run(Agent agent) throws IOException {
        Path answer = Files.createTempFile("meta-data", ".xml");
        try {
            ProcessBuilder builder = new ProcessBuilder(agent.path().toString(), "meta-data")
                .directory(new File("/"))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(answer.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(environment(agent));
            int exitCode = await(agent, builder.start(), answer);
            if (exitCode != 0) {
                throw new MetadataException("agent " + agent.id() + ": meta-data ended with exit code " + exitCode
                    + "; try OCF_ROOT=" + agent.ocfRoot() + " " + agent.path() + " meta-data");
            }
            return limited(answer);
        } finally {
            Files.deleteIfExists(answer);
        }
    }

    private int await(Agent agent, Process process, Path answer) throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        try {
            do {
                boolean ended = process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (Files.size(answer) > MAX_BYTES) {
                    kill(process);
                    throw new MetadataException("agent " + agent.id() + ": meta-data printed more than " + MAX_BYTES / 1024 / 1024
                        + " MiB and was given up");
                }
                if (ended) {
                    return process.exitValue();
                }
            } while (System.nanoTime() - end < 0);
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            throw new MetadataException("agent " + agent.id() + ": interrupted while waiting for meta-data", e);
        }
        kill(process);
        throw new MetadataException("agent " + agent.id() + ": meta-data gave no answer within "
            + timeout.toSeconds() + " s and was killed");
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static Map<String, String> environment(Agent agent) {
        return Map.of(
            "PATH", PATH,
            "LC_ALL", "C",
            "OCF_ROOT", agent.ocfRoot().toString(),
            "OCF_RA_VERSION_MAJOR", "1",
            "OCF_RA_VERSION_MINOR", "1",
            "OCF_RESOURCE_TYPE", agent.id().type(),
            "OCF_RESOURCE_PROVIDER", agent.id().provider());
    }

    private static String limited(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        }
    }
}
