package io.systole.node.alert;

import io.systole.core.alert.AlertCall;
import io.systole.lrm.process.Command;
import io.systole.lrm.process.ProcessEnd;
import io.systole.lrm.process.ProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Runs alert programs as processes: in a session of their own, without a shell, without arguments, and with nothing of the
 * daemon's own environment. Thread-safe.
 */
final class AlertPrograms implements AlertRunner {
    /** How long a program whose time is up may take to end by itself before it is killed. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Path tools;
    private final Optional<Path> socket;
    private final AlertUser user;
    private final ProcessRunner runner;

    /**
     * For programs that find ours in this directory.
     *
     * @param socket where ours find the daemon, if it is not where they look by themselves
     * @throws IllegalStateException if no program can be run on this machine; the message says what to install
     */
    AlertPrograms(Path tools, Optional<Path> socket, AlertUser user) {
        this.tools = tools;
        this.socket = socket;
        this.user = user;
        this.runner = new ProcessRunner(GRACE, user.prefix());
    }

    @Override
    public ProcessEnd run(AlertCall call, CompletableFuture<Void> cancellation) throws InterruptedException {
        Path program = Path.of(call.path());
        if (!program.isAbsolute()) {
            return new ProcessEnd.NotStarted(ProcessEnd.Cause.MISSING, "path=\"" + call.path() + "\" is no absolute path");
        }
        SortedMap<String, String> environment = new TreeMap<>();
        environment.put("PATH", tools + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("HOME", user.home());
        environment.put("USER", user.name());
        environment.put("LOGNAME", user.name());
        environment.put("SHELL", "/bin/sh");
        environment.put("LANG", "C.UTF-8");
        socket.ifPresent(path -> environment.put("SYSTOLE_SOCKET", path.toString()));
        environment.putAll(call.environment());
        return runner.run(new Command(program, List.of(), environment, ""), call.timeout(), cancellation);
    }
}
