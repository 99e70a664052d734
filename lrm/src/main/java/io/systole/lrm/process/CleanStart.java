package io.systole.lrm.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The small programs that a command is started through. Each replaces itself by the next (exec), so they cost about a
 * millisecond together, keep the process id and leave no trace in the process list:
 * {@code env --default-signal} undoes the signal mask of the JVM, {@code prlimit} its raised limit of open files,
 * {@code setsid} makes the program the leader of a session and process group of its own.
 */
record CleanStart(List<String> prefix) {
    /** The soft limit that Linux systems give to services; a program that needs more raises it up to the hard limit. */
    private static final int OPEN_FILES = 1024;
    private static final List<Path> DIRECTORIES = List.of(Path.of("/usr/bin"), Path.of("/bin"));

    CleanStart {
        prefix = List.copyOf(prefix);
    }

    /** What this machine offers. Only setsid must be there: without it a process group cannot be killed. */
    static CleanStart detect() {
        List<String> prefix = new ArrayList<>();
        find("env").filter(CleanStart::resetsSignals).ifPresent(env -> prefix.addAll(List.of(env.toString(), "--default-signal")));
        find("prlimit").ifPresent(prlimit -> prefix.addAll(List.of(prlimit.toString(), "--nofile=" + OPEN_FILES + ":")));
        Path setsid = find("setsid").orElseThrow(
                () -> new IllegalStateException("agents cannot be run: setsid is missing; install the package util-linux"));
        prefix.add(setsid.toString());
        return new CleanStart(prefix);
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
