package io.systole.lrm.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;

/**
 * commons-exec, with its launch replaced: its own pipes would make the end of a program wait for the end of its output,
 * and its environment would start from the JVM's. Its watchdog is not used, since it kills the direct child only; the process that it gets
 * ends when a {@link ProcessWatch} says so. For one program.
 */
final class SessionExecutor extends DefaultExecutor {
    private final Launcher launcher;
    private final OutputPipe output;
    private final OutputPipe errors;
    private final boolean readsInput;
    private final Watcher watcher;
    private WatchedProcess watched;

    /** Begins to watch a process that has just been launched. */
    @FunctionalInterface
    interface Watcher {
        WatchedProcess watch(Process launched) throws IOException;
    }

    @SuppressWarnings("deprecation") // The builder, which is to replace this constructor, cannot build a subclass.
    SessionExecutor(Launcher launcher, OutputPipe output, OutputPipe errors, String input, Watcher watcher) {
        this.launcher = launcher;
        this.output = output;
        this.errors = errors;
        this.readsInput = !input.isEmpty();
        this.watcher = watcher;
        setStreamHandler(new InputFeeder(input));
        setExitValues(null);
    }

    /**
     * Runs a program and waits for its end.
     *
     * @throws IOException if it could not be launched, or nobody can tell how it has ended
     * @throws InterruptedException if this thread was interrupted, for which the program was killed
     */
    ProcessEnd run(CommandLine command, Map<String, String> environment) throws IOException, InterruptedException {
        try {
            execute(command, environment);
        } catch (IOException e) {
            // Once it is launched, how it ends is all that counts, not that it has left some of its input.
            if (watched == null) {
                throw e;
            }
        }
        boolean interrupted = !watched.end().isDone();
        try {
            ProcessEnd end = watched.end().join();
            if (interrupted) {
                throw new InterruptedException("interrupted while a program ran");
            }
            return end;
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException told ? told : new IOException(e.getCause().getMessage(), e);
        }
    }

    @Override
    protected Process launch(CommandLine command, Map<String, String> environment, Path directory) throws IOException {
        try {
            Process process = launcher.launch(List.of(command.toStrings()), environment, output, errors, readsInput);
            output.launched();
            errors.launched();
            watched = watcher.watch(process);
            return watched;
        } catch (RuntimeException | Error e) {
            // Also an Error: a machine without room for one more thread says so with an OutOfMemoryError.
            throw new IOException(e.getMessage(), e);
        }
    }
}
