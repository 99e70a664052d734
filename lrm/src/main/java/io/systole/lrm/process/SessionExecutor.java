package io.systole.lrm.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;

/**
 * commons-exec, with its launch replaced: its own pipes would make the end of a program wait for the end of its output,
 * and its environment would start from the JVM's. Its watchdog is not used, since it kills the direct child only.
 */
final class SessionExecutor extends DefaultExecutor {
    private final Launcher launcher;
    private final OutputPipe output;
    private final OutputPipe errors;
    private final boolean readsInput;
    private final CompletableFuture<Process> launched = new CompletableFuture<>();

    @SuppressWarnings("deprecation") // The builder, which is to replace this constructor, cannot build a subclass.
    SessionExecutor(Launcher launcher, OutputPipe output, OutputPipe errors, String input) {
        this.launcher = launcher;
        this.output = output;
        this.errors = errors;
        this.readsInput = !input.isEmpty();
        setStreamHandler(new InputFeeder(input));
        setExitValues(null);
    }

    /** The process, or the IOException that came instead. */
    CompletableFuture<Process> launched() {
        return launched;
    }

    @Override
    protected Process launch(CommandLine command, Map<String, String> environment, Path directory) throws IOException {
        try {
            Process process = launcher.launch(List.of(command.toStrings()), environment, output, errors, readsInput);
            launched.complete(process);
            return process;
        } catch (IOException | RuntimeException | Error e) {
            // Also an Error: a machine without room for one more thread says so with an OutOfMemoryError.
            launched.completeExceptionally(e);
            throw e instanceof IOException failure ? failure : new IOException(e.getMessage(), e);
        }
    }

    @Override
    protected Thread createThread(Runnable work, String name) {
        return Thread.ofVirtual().name(name).unstarted(work);
    }
}
