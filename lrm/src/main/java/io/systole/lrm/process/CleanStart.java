package io.systole.lrm.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The small programs that a command is started through where the C library is too old for {@link PosixSpawn}. Each replaces itself by the
 * next (exec), so they cost about a millisecond together, keep the process id and leave no trace in the process list:
 * {@code env --default-signal} undoes the signal mask of the JVM, {@code prlimit} its raised limit of open files,
 * {@code setsid} makes the program the leader of a session and process group of its own. Where the daemon itself is preferred by the
 * kernel, as its systemd unit asks, {@code nice} and {@code choom} take that back: a service is not to be preferred to the others of
 * the node, nor to be spared when memory runs out.
 */
record CleanStart(List<String> prefix) {
    private static final Logger LOG = LoggerFactory.getLogger(CleanStart.class);
    private static final List<Path> DIRECTORIES = List.of(Path.of("/usr/bin"), Path.of("/bin"));

    CleanStart {
        prefix = List.copyOf(prefix);
    }

    /** What this machine offers to a daemon that stands so. Only setsid must be there: without it a process group cannot be killed. */
    static CleanStart detect(Standing daemon) {
        List<String> prefix = new ArrayList<>();
        find("env").filter(CleanStart::resetsSignals).ifPresent(env -> prefix.addAll(List.of(env.toString(), "--default-signal")));
        daemon.undo().forEach((program, options) ->
                find(program).ifPresentOrElse(found -> {
                    prefix.add(found.toString());
                    prefix.addAll(options);
                }, () -> LOG.warn("{} is missing: what agents start is preferred by the kernel as this daemon is", program)));
        prefix.addAll(limitOfOpenFiles());
        Path setsid = find("setsid").orElseThrow(
                () -> new IllegalStateException("agents cannot be run: setsid is missing; install the package util-linux"));
        prefix.add(setsid.toString());
        return new CleanStart(prefix);
    }

    /** The program with its options that takes the usual limit of open files; none if this machine does not have it. */
    static List<String> limitOfOpenFiles() {
        return find("prlimit").map(prlimit -> List.of(prlimit.toString(), "--nofile=" + Launcher.OPEN_FILES + ":")).orElse(List.of());
    }

    private static Optional<Path> find(String program) {
        return DIRECTORIES.stream().map(directory -> directory.resolve(program)).filter(Files::isExecutable).findFirst();
    }

    /** GNU env can since coreutils 8.31; that of busybox cannot. */
    private static boolean resetsSignals(Path env) {
        try {
            Process process = new ProcessBuilder(env.toString(), "--default-signal", "true")
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
