package io.systole.lrm.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A child of this process that Java did not start. Java's own reaper waits for its end, but leaves it to us to fetch the exit code. */
final class SpawnedProcess extends Process {
    private final int pid;
    private final OutputStream input;
    private final CompletableFuture<Integer> exit;

    /**
     * Takes a child over.
     *
     * @param input where its input is written to
     */
    SpawnedProcess(int pid, OutputStream input) {
        this.pid = pid;
        this.input = input;
        // Until it is buried it has its number, be it a zombie.
        this.exit = ProcessHandle.of(pid).orElseThrow().onExit().thenApply(ended -> bury(pid));
    }

    private static int bury(int pid) {
        try {
            return Libc.bury(pid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public OutputStream getOutputStream() {
        return input;
    }

    /** Nothing: its output has a pipe of its own. */
    @Override
    public InputStream getInputStream() {
        return InputStream.nullInputStream();
    }

    /** Nothing, as above. */
    @Override
    public InputStream getErrorStream() {
        return InputStream.nullInputStream();
    }

    @Override
    public int waitFor() throws InterruptedException {
        try {
            return exit.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        }
    }

    @Override
    public CompletableFuture<Process> onExit() {
        return exit.thenApply(code -> this);
    }

    /** The exit code; 128 and the signal's number if a signal has ended it. */
    @Override
    public int exitValue() {
        if (!exit.isDone()) {
            throw new IllegalThreadStateException("process " + pid + " has not ended");
        }
        return exit.resultNow();
    }

    /** Its group gets signals, see {@link ProcessGroup}; this is for the case that the daemon itself gives up. */
    @Override
    public void destroy() {
        if (!exit.isDone()) {
            Libc.kill(pid, ProcessGroup.TERM);
        }
    }
}
