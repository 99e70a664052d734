package io.systole.lrm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.operation.OperationRequest;
import io.systole.core.operation.OperationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes away is found although the next monitor is an hour away; with real addresses, mounts and processes. The addresses are
 * of a network reserved for documentation, on the loopback interface.
 */
@Timeout(120)
class InstantDetectionIT {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String MONITOR = "_monitor_3600000";
    private static final String ADDRESS = "192.0.2.77";
    private static final String HIDDEN_ADDRESS = "192.0.2.78";

    private static final String AGENT = """
            #!/bin/sh
            me=$OCF_RESKEY_dir/$OCF_RESOURCE_INSTANCE
            echo "$OCF_RESOURCE_INSTANCE $1 begins" >>"$OCF_RESKEY_dir/journal"
            ip=${OCF_RESKEY_ip:-@hidden@}
            lives() { case $(cut -d' ' -f3 "/proc/$1/stat" 2>/dev/null) in '' | Z) return 1 ;; esac; }
            case $OCF_RESKEY_kind:$1 in
            address:start) ip addr replace "$ip/32" dev lo; exit ;;
            address:monitor) ip -o addr show dev lo | grep -qF "$ip/" || exit 7 ;;
            mount:start) mount -t tmpfs none "$OCF_RESKEY_directory" || exit 1 ;;
            mount:monitor) mountpoint -q "$OCF_RESKEY_directory" || exit 7 ;;
            plain:start) setsid sleep 300 </dev/null >/dev/null 2>&1 & echo $! >"$me.child" ;;
            cleaned:start) env -i sleep 300 </dev/null >/dev/null 2>&1 & echo $! >"$me.child" ;;
            alien:start) setsid env -i sleep 300 </dev/null >/dev/null 2>&1 & echo $! >"$me.child" ;;
            helped:start) setsid sleep 300 </dev/null >/dev/null 2>&1 & echo $! >"$me.helper"
                setsid sleep 300 </dev/null >/dev/null 2>&1 & echo $! >"$me.child" ;;
            pidfile:start) setsid env -i sleep 300 </dev/null >/dev/null 2>&1 & echo $! >"$me.child"; cp "$me.child" "$me.pid" ;;
            *:monitor) lives "$(cat "$me.child" 2>/dev/null || echo none)" || exit 7 ;;
            *:meta-data) exit 3 ;;
            esac
            exit 0
            """;

    @TempDir
    Path directory;

    private final Set<ResourceId> off = ConcurrentHashMap.newKeySet();
    private AgentYard yard;
    private Ear ear;
    private LocalExecutor executor;

    @BeforeEach
    void startExecutor() throws IOException {
        yard = new AgentYard(directory);
        yard.installOcf("holder", AGENT.replace("@hidden@", HIDDEN_ADDRESS), "rwxr-xr-x");
        restart();
    }

    private void restart() throws IOException {
        if (executor != null) {
            executor.close();
        }
        ear = new Ear();
        executor = new LocalExecutor(yard.settings(), yard.catalog(), Clock.systemUTC(),
                resource -> CompletableFuture.completedFuture(!off.contains(resource)));
        executor.start(ear);
    }

    @AfterEach
    void closeExecutorAndCleanUp() throws Exception {
        executor.close();
        run("ip", "addr", "del", ADDRESS + "/32", "dev", "lo");
        run("ip", "addr", "del", HIDDEN_ADDRESS + "/32", "dev", "lo");
        run("umount", mountPoint().toString());
        try (var children = Files.newDirectoryStream(yard.marks(), "*.{child,helper}")) {
            for (Path child : children) {
                ProcessHandle.of(Long.parseLong(Files.readString(child).strip())).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    private static int run(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    private static void needAddresses() throws Exception {
        assumeTrue(run("ip", "addr", "replace", ADDRESS + "/32", "dev", "lo") == 0, "this user cannot add addresses here");
        run("ip", "addr", "del", ADDRESS + "/32", "dev", "lo");
    }

    private void needMounts() throws Exception {
        Files.createDirectory(mountPoint());
        assumeTrue(run("mount", "-t", "tmpfs", "none", mountPoint().toString()) == 0, "this user cannot mount here");
        run("umount", mountPoint().toString());
    }

    private Path mountPoint() {
        return directory.resolve("a mount");
    }

    private OperationRequest order(String resource, String operation, Duration interval, String... parameters) {
        return yard.request(new AgentId("ocf", "test", "holder"), resource, operation, interval, parameters);
    }

    private OperationResult once(String resource, String operation, String... parameters) {
        executor.execute(order(resource, operation, Duration.ZERO, parameters));
        return ear.await(resource + "_" + operation + "_0");
    }

    /** Starts the resource and waits until its monitor has run once. */
    private void started(String resource, String... parameters) {
        assertEquals(0, once(resource, "start", parameters).exitCode());
        monitored(resource, parameters);
    }

    private void monitored(String resource, String... parameters) {
        executor.execute(order(resource, "monitor", HOUR, parameters));
        assertEquals(0, ear.await(resource + MONITOR).exitCode());
    }

    private void assertFound(String resource, String reason) {
        OperationResult found = ear.await(resource + MONITOR, 2);
        assertEquals(7, found.exitCode());
        assertEquals(reason, found.exitReason());
    }

    private long monitors(String resource) {
        return yard.journal().stream().filter((resource + " monitor begins")::equals).count();
    }

    private void kill(String resource, String kind) {
        yard.process(resource, kind).destroyForcibly();
    }

    /** Waits until the end of this process will be heard of; gives its number. */
    private long watched(String resource, String kind) {
        long pid = yard.process(resource, kind).pid();
        AgentYard.waitUntil(resource + "." + kind + " is watched", () -> watches(pid));
        return pid;
    }

    private static boolean watches(long pid) {
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fdinfo"))) {
            for (Path descriptor : descriptors) {
                if (Files.exists(descriptor) && Files.readString(descriptor).contains("\nPid:\t" + pid + "\n")) {
                    return true;
                }
            }
            return false;
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    /** Kills the process of the resource and waits for what its monitor says. */
    private void assertItsEndIsFound(String resource) {
        long pid = watched(resource, "child");

        kill(resource, "child");

        OperationResult found = ear.await(resource + MONITOR, 2);
        assertEquals(7, found.exitCode());
        assertTrue(found.exitReason().matches("process \\w+ \\(" + pid + "\\) has ended"), found.exitReason());
    }

    @Test
    void anAddressThatIsRemovedIsFound() throws Exception {
        needAddresses();
        started("web", "kind", "address", "ip", ADDRESS);

        run("ip", "addr", "del", ADDRESS + "/32", "dev", "lo");

        assertFound("web", "address " + ADDRESS + " is gone");
    }

    @Test
    void anAddressThatNoParameterNamesIsFoundToo() throws Exception {
        needAddresses();
        started("web", "kind", "address");

        run("ip", "addr", "del", HIDDEN_ADDRESS + "/32", "dev", "lo");

        assertFound("web", "address " + HIDDEN_ADDRESS + " is gone");
    }

    @Test
    void anAddressThatWasThereBeforeTheDaemonIsFound() throws Exception {
        needAddresses();
        started("web", "kind", "address", "ip", ADDRESS);
        restart();
        once("web", "monitor", "kind", "address", "ip", ADDRESS);
        monitored("web", "kind", "address", "ip", ADDRESS);

        run("ip", "addr", "del", ADDRESS + "/32", "dev", "lo");

        assertFound("web", "address " + ADDRESS + " is gone");
    }

    @Test
    void aFileSystemThatIsUnmountedIsFound() throws Exception {
        needMounts();
        started("disk", "kind", "mount", "directory", mountPoint().toString());

        run("umount", mountPoint().toString());

        assertFound("disk", "nothing is mounted on " + mountPoint() + " any more");
    }

    @Test
    void aProcessThatEndsIsFound() {
        started("db", "kind", "plain");

        assertItsEndIsFound("db");
    }

    @Test
    void aProcessThatThrewItsEnvironmentAwayIsKnownByItsSession() {
        started("db", "kind", "cleaned");

        assertItsEndIsFound("db");
    }

    @Test
    void aProcessThatAlsoLeftTheSessionIsKnownByItsBirth() {
        started("db", "kind", "alien");

        assertItsEndIsFound("db");
    }

    @Test
    void aProcessOfAnEarlierDaemonIsKnownByItsMark() throws Exception {
        started("db", "kind", "plain");
        restart();
        once("db", "monitor", "kind", "plain");
        monitored("db", "kind", "plain");

        assertItsEndIsFound("db");
    }

    @Test
    void aProcessOfAnEarlierDaemonIsKnownByItsPidFile() throws Exception {
        String file = yard.marks().resolve("db.pid").toString();
        started("db", "kind", "pidfile", "pidfile", file);
        restart();
        once("db", "monitor", "kind", "pidfile", "pidfile", file);
        monitored("db", "kind", "pidfile", "pidfile", file);

        assertItsEndIsFound("db");
    }

    @Test
    void aHealthyVerdictChangesNothing() {
        started("db", "kind", "helped");
        watched("db", "helper");
        watched("db", "child");

        kill("db", "helper");

        AgentYard.waitUntil("the monitor has run again", () -> monitors("db") == 2);
        kill("db", "child");
        ear.await("db" + MONITOR, 2);
        assertEquals(2, ear.of("db" + MONITOR).size(), "only the failure is told");
        assertEquals(7, ear.of("db" + MONITOR).getLast().exitCode());
    }

    @Test
    void itCanBeSwitchedOffForAResource() throws Exception {
        needAddresses();
        off.add(new ResourceId("first"));
        started("first", "kind", "address", "ip", ADDRESS);
        started("second", "kind", "address", "ip", ADDRESS);

        run("ip", "addr", "del", ADDRESS + "/32", "dev", "lo");

        ear.await("second" + MONITOR, 2);
        assertEquals(1, monitors("first"));
    }

    @Test
    void aStoppedResourceIsMissedByNobody() throws Exception {
        started("db", "kind", "plain");
        started("other", "kind", "plain");
        watched("db", "child");
        watched("other", "child");
        assertEquals(0, once("db", "stop", "kind", "plain").exitCode());

        kill("db", "child");
        kill("other", "child");

        ear.await("other" + MONITOR, 2);
        assertEquals(1, monitors("db"));
    }
}
