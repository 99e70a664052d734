package io.systole.lrm.systemd;

import io.systole.lrm.AgentYard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real systemd as a manager of a user, in a mount namespace in which it believes that it may run. It starts a bus of
 * its own and answers there, just as the one of the machine does.
 */
public final class RealSystemd implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/lib/systemd/systemd");
    private static final String BEGIN = """
            mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system || exit 1
            exec %s --user --unit=dbus.socket --log-target=console --log-level=warning
            """;
    private static final String BUS_SOCKET = "[Socket]\nListenStream=%t/bus\n";
    private static final String BUS_SERVICE = """
            [Unit]
            Requires=dbus.socket
            [Service]
            Type=notify
            NotifyAccess=main
            ExecStart=/usr/bin/dbus-daemon --session --address=systemd: --nofork --nopidfile --systemd-activation --syslog-only
            """;

    private final Path runtime;
    private final Process process;

    /** Starts it; its files are in this directory. */
    public RealSystemd(Path directory) throws IOException {
        runtime = Files.createDirectories(directory.resolve("runtime"));
        Files.createDirectories(units());
        Files.writeString(units().resolve("dbus.socket"), BUS_SOCKET);
        Files.writeString(units().resolve("dbus.service"), BUS_SERVICE);
        var builder = new ProcessBuilder("unshare", "--mount", "sh", "-c", BEGIN.formatted(PROGRAM));
        builder.environment().put("XDG_RUNTIME_DIR", runtime.toString());
        builder.environment().put("XDG_CONFIG_HOME", directory.resolve("config").toString());
        process = builder.redirectErrorStream(true).redirectOutput(directory.resolve("systemd.log").toFile()).start();
    }

    public static boolean isPossible() {
        return Files.isExecutable(PROGRAM) && System.getProperty("user.name").equals("root");
    }

    /** Waits until it runs; false if it cannot here. */
    public boolean begins() {
        AgentYard.waitUntil("systemd runs, or cannot", () -> Files.exists(bus()) || !process.isAlive());
        return process.isAlive();
    }

    private Path bus() {
        return runtime.resolve("bus");
    }

    public String address() {
        return "unix:path=" + bus();
    }

    /** Does what systemctl is told; gives what it says. */
    public String systemctl(String... words) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(Stream.concat(Stream.of("systemctl", "--user"), Stream.of(words)).toList());
        builder.environment().put("XDG_RUNTIME_DIR", runtime.toString());
        Process run = builder.redirectErrorStream(true).start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (run.waitFor() != 0) {
            throw new AssertionError("systemctl " + String.join(" ", words) + " failed: " + said);
        }
        return said;
    }

    public String show(String unit, String property) throws IOException, InterruptedException {
        return systemctl("show", "--value", "--property=" + property, unit);
    }

    /** Where it looks for units, and where drop-ins belong. */
    public Path units() {
        return runtime.resolve("systemd/user");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
