package io.systole.lrm.process;

import io.systole.lrm.kernel.KernelLoop;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A child of this process that Java did not start, and of whose end it knows nothing. */
final class SpawnedProcess extends Process {
    /** Where the kernel does not tell its end, or tells it too early because a debugger is to bury it first. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final int pid;
    private final OutputStream input;
    private final KernelLoop loop;
    private final Runnable funeral = this::bury;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    /**
     * Takes a child over.
     *
     * @param input where its input is written to
     */
    SpawnedProcess(int pid, OutputStream input, KernelLoop loop) {
        this.pid = pid;
        this.input = input;
        this.loop = loop;
        try {
            loop.onEnd(pid, funeral);
        } catch (IOException untold) {
            loop.alarm(funeral, BETWEEN_LOOKS);
        }
    }

    private void bury() {
        try {
            Libc.bury(pid).ifPresentOrElse(exit::complete, () -> loop.alarm(funeral, BETWEEN_LOOKS));
        } catch (IOException e) {
            exit.completeExceptionally(e);
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

    /** Fails if somebody else took its exit code. */
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
