package io.systole.lrm.process;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Makes a program a process that does not show who started it: it leads a session and process group of its own, no signal is blocked or
 * ignored, it may open as many files as services usually may, is not preferred by the kernel, has the root directory as its own, and
 * no files but its three standard streams. Thread-safe.
 */
interface Launcher {
    /** The soft limit that Linux systems give to services; a program that needs more raises it up to the hard limit. */
    int OPEN_FILES = 1024;

    /**
     * Starts a program.
     *
     * @param words its absolute path, then its arguments
     * @param environment all of it
     * @param readsInput whether the process is to be given a stream to write to; else it reads from {@code /dev/null}
     * @throws IOException if it could not be started; the message says why
     */
    Process launch(List<String> words, Map<String, String> environment, OutputPipe output, OutputPipe errors, boolean readsInput)
            throws IOException;

    /** Whether a program that cannot be started shows as an exception; else it may show as an exit code that it could also give itself. */
    boolean tellsFailures();

    /**
     * The one for this daemon: by the C library alone if it is new enough, else through small programs.
     *
     * @throws IllegalStateException if agents cannot be run on this machine; the message says what to install
     */
    static Launcher ofThisProcess() {
        return Shared.INSTANCE;
    }

    /** What a launcher does for a moment, it does to the whole process; so there is one. */
    final class Shared {
        private static final Launcher INSTANCE = detect(Standing.ofThisProcess());

        private Shared() {}
    }

    /** The one for a daemon that stands so. */
    static Launcher detect(Standing daemon) {
        return PosixSpawn.find().<Launcher>map(spawn -> new SpawnLauncher(spawn::spawn, daemon))
                .orElseGet(() -> new HelperLauncher(CleanStart.detect(daemon)));
    }
}
