package io.systole.lrm.systemd;

import io.systole.lrm.AgentYard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A message bus of its own, by a real dbus-daemon. */
public final class PrivateBus implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/dbus-daemon");

    private final Path socket;
    private final Path log;
    private Process daemon;

    /** Starts it in this directory. */
    public PrivateBus(Path directory) throws IOException {
        socket = directory.resolve("bus");
        log = directory.resolve("bus.log");
        begin();
    }

    public static boolean isPossible() {
        return Files.isExecutable(PROGRAM);
    }

    public String address() {
        return "unix:path=" + socket;
    }

    /** Starts it at the same address, after it was ended. */
    public void begin() throws IOException {
        Files.deleteIfExists(socket);
        daemon = new ProcessBuilder(PROGRAM.toString(), "--session", "--nofork", "--nopidfile", "--address=" + address())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        AgentYard.waitUntil("the bus listens", () -> Files.exists(socket));
    }

    /** Ends it at once, as when it crashes. */
    @Override
    public void close() {
        daemon.destroyForcibly();
        try {
            daemon.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
