package io.systole.lrm;

import static org.junit.jupiter.api.Assertions.fail;

import io.systole.agents.AgentCatalog;
import io.systole.agents.MetadataProcess;
import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.agent.AgentPlaces;
import io.systole.lrm.systemd.SystemdPlaces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A directory with test agents, in which they leave marks of what they did. */
public final class AgentYard {
    /** Generous, since the machine may be busy; only failing tests wait so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;

    /** Installs the test agents under this directory. */
    public AgentYard(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory.resolve("marks"));
        try (InputStream script = AgentYard.class.getResourceAsStream("/agents/actor.sh")) {
            installOcf("actor", new String(script.readAllBytes()), "rwxr-xr-x");
        }
    }

    public LrmSettings settings() {
        AgentPlaces places = AgentPlaces.defaults(new NodeName("n1"))
                .withFenceAgents(directory.resolve("fence"))
                .withToolsDirectory(directory.resolve("tools"))
                .withTempDirectory(directory.resolve("tmp"));
        return LrmSettings.defaults(new NodeName("n1"))
                .withAgents(places)
                .withDirectories(directory.resolve("run"), directory.resolve("state"))
                .withLimits(32, Duration.ofMillis(300));
    }

    /** The same, with units of systemd. */
    public LrmSettings settings(SystemdPlaces systemd) {
        return settings().withAgents(settings().agents().withSystemd(systemd));
    }

    public AgentCatalog catalog() {
        return new AgentCatalog(
                List.of(directory.resolve("ocf"), Path.of("/usr/lib/ocf")), directory.resolve("init.d"), new MetadataProcess());
    }

    /** Where the test agent {@code actor} leaves its marks. */
    public Path marks() {
        return directory.resolve("marks");
    }

    public Path installOcf(String type, String script, String permissions) throws IOException {
        return install(directory.resolve("ocf/resource.d/test").resolve(type), script, permissions);
    }

    public Path installInitScript(String name, String script) throws IOException {
        return install(directory.resolve("init.d").resolve(name), script, "rwxr-xr-x");
    }

    public Path installFenceAgent(String name, String script) throws IOException {
        return install(directory.resolve("fence").resolve(name), script, "rwxr-xr-x");
    }

    private static Path install(Path file, String script, String permissions) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, script);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    /** An order to the test agent {@code actor}; parameters come in pairs of name and value. */
    public OperationRequest order(String resource, String operation, Duration interval, String... parameters) {
        return request(new AgentId("ocf", "test", "actor"), resource, operation, interval, parameters);
    }

    public OperationRequest order(String resource, String operation, String... parameters) {
        return order(resource, operation, Duration.ZERO, parameters);
    }

    public OperationRequest request(AgentId agent, String resource, String operation, Duration interval, String... parameters) {
        SortedMap<String, String> map = new TreeMap<>(Map.of("dir", marks().toString()));
        for (int i = 0; i < parameters.length; i += 2) {
            map.put(parameters[i], parameters[i + 1]);
        }
        return new OperationRequest(new OperationKey(new ResourceId(resource), operation, interval), agent, Duration.ofSeconds(60),
                Duration.ZERO, map, new TreeMap<>(), "1:1:0:" + resource + "-" + operation, 0);
    }

    public static OperationRequest withTimeout(OperationRequest request, Duration timeout) {
        return new OperationRequest(request.key(), request.agent(), timeout, request.startDelay(), request.parameters(), request.meta(),
                request.transitionKey(), request.targetRc());
    }

    /** What the agents did, in the order of time: {@code web start begins}. */
    public List<String> journal() {
        try {
            Path journal = marks().resolve("journal");
            return Files.exists(journal) ? Files.readString(journal).lines().map(String::strip).toList() : List.of();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an agent has left in {@code <resource>.<kind>}, once it is there. */
    public String mark(String resource, String kind) {
        Path file = marks().resolve(resource + "." + kind);
        waitUntil(file + " has been written", () -> Files.exists(file) && sizeOf(file) > 0);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean hasMark(String resource, String kind) {
        return Files.exists(marks().resolve(resource + "." + kind));
    }

    /** The process whose id an agent has left in a mark. */
    public ProcessHandle process(String resource, String kind) {
        long pid = Long.parseLong(mark(resource, kind));
        return ProcessHandle.of(pid).orElseThrow(() -> new AssertionError("process " + pid + " is gone"));
    }

    /** True while a process lives; a zombie does not. */
    public static boolean lives(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends a process that a test agent has left behind, as it must. */
    public void reap(String resource, String kind) {
        Optional.of(mark(resource, kind)).map(Long::parseLong).flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
    }

    public static void waitUntil(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("waited " + PATIENCE.toSeconds() + " s in vain until " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
