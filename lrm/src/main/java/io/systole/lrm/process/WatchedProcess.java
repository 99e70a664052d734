package io.systole.lrm.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A process as commons-exec sees it: it has ended when its watch says so, also if that has given it up. */
final class WatchedProcess extends Process {
    private final Process process;
    private final ProcessWatch watch;
    private final CompletableFuture<ProcessEnd> end;

    WatchedProcess(Process process, ProcessWatch watch, CompletableFuture<ProcessEnd> end) {
        this.process = process;
        this.watch = watch;
        this.end = end;
    }

    /** How it has ended: waits for that, whether or not the thread is interrupted. */
    CompletableFuture<ProcessEnd> end() {
        return end;
    }

    /** Returns at its end. The code is that of no program, since not every end has one: see {@link #end}. */
    @Override
    public int waitFor() throws InterruptedException {
        try {
            end.get();
        } catch (ExecutionException told) {
            // Whoever asks for the end is told the same.
            return exitValue();
        }
        return exitValue();
    }

    @Override
    public int exitValue() {
        return 0;
    }

    /** Nobody wants its result any more. */
    @Override
    public void destroy() {
        watch.cancel();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public OutputStream getOutputStream() {
        return process.getOutputStream();
    }

    @Override
    public InputStream getInputStream() {
        return process.getInputStream();
    }

    @Override
    public InputStream getErrorStream() {
        return process.getErrorStream();
    }
}
