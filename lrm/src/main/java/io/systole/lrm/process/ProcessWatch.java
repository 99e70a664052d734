package io.systole.lrm.process;

import io.systole.lrm.kernel.KernelLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Stays with one process until it has exited: takes its output, and kills its group when time is up or nobody wants it.
 * First TERM, so that an agent can clean up, after a grace KILL for all that is left. Everything happens on the thread of the loop, when
 * the kernel says that there is something to do: however many processes run, while they are quiet nobody looks at them.
 */
final class ProcessWatch {
    /** A program that prints without end is read so often, and waits meanwhile when its pipe is full. */
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(1);
    private static final Duration BETWEEN_LOOKS_FOR_SURVIVORS = Duration.ofMillis(5);
    /** After KILL only a process in uninterruptible sleep stays; five seconds as in Pacemaker, then it is given up. */
    private static final Duration STUCK = Duration.ofSeconds(5);

    private final ProcessGroup group;
    private final KernelLoop loop;
    private final OutputPipe output;
    private final OutputPipe errors;
    private final Duration grace;
    private final Runnable alarm = this::due;
    private final Map<OutputPipe, Runnable> readings = HashMap.newHashMap(2);
    private final CompletableFuture<ProcessEnd> end = new CompletableFuture<>();
    private Stage stage = Stage.RUNS;
    private OptionalInt exitCode = OptionalInt.empty();
    private boolean cancelled;
    private long killAt;

    private enum Stage { RUNS, TOLD_TO_END, KILLED }

    ProcessWatch(ProcessGroup group, KernelLoop loop, OutputPipe output, OutputPipe errors, Duration grace) {
        this.group = group;
        this.loop = loop;
        this.output = output;
        this.errors = errors;
        this.grace = grace;
    }

    /**
     * Begins. To be called once; any thread. Until the end the pipes belong to the watch.
     *
     * @param exit its exit code
     * @param timeout after which the group is killed; zero means never
     * @param cancellation completed by whoever no longer wants the result
     * @throws IOException if that is not possible; then the group is killed
     */
    CompletableFuture<ProcessEnd> begin(CompletionStage<Integer> exit, Duration timeout, CompletableFuture<Void> cancellation)
            throws IOException {
        try {
            listen(output);
            listen(errors);
        } catch (IOException e) {
            letGo();
            group.signal(ProcessGroup.KILL);
            throw e;
        }
        if (!timeout.isZero()) {
            loop.alarm(alarm, timeout);
        }
        exit.whenComplete((code, failure) -> loop.execute(() -> exited(code, failure)));
        cancellation.thenRun(this::cancel);
        return end;
    }

    /** Nobody wants the result. Any thread. */
    void cancel() {
        loop.execute(this::cancelled);
    }

    private void listen(OutputPipe pipe) throws IOException {
        readings.put(pipe, () -> readAgain(pipe));
        loop.hear(pipe.readEnd(), () -> read(pipe));
    }

    private void read(OutputPipe pipe) {
        // Nothing: nobody is left who could write.
        if (pipe.drain()) {
            loop.alarm(readings.get(pipe), BETWEEN_READINGS);
        }
    }

    private void readAgain(OutputPipe pipe) {
        try {
            loop.hearAgain(pipe.readEnd());
        } catch (IOException e) {
            lost(e);
        }
    }

    private void exited(Integer code, Throwable failure) {
        if (failure != null) {
            lost(new IOException("the exit code was lost: " + failure.getMessage(), failure));
            return;
        }
        exitCode = OptionalInt.of(code);
        switch (stage) {
            case RUNS -> ended(new ProcessEnd.Exited(code, rest(output), rest(errors)));
            case TOLD_TO_END -> lookForSurvivors();
            case KILLED -> killed(false);
        }
    }

    private void cancelled() {
        if (stage == Stage.RUNS && !end.isDone()) {
            cancelled = true;
            tellToEnd();
        }
    }

    private void due() {
        switch (stage) {
            case RUNS -> tellToEnd();
            case TOLD_TO_END -> {
                if (exitCode.isPresent() && System.nanoTime() - killAt < 0) {
                    lookForSurvivors();
                } else {
                    kill();
                }
            }
            case KILLED -> killed(true);
        }
    }

    private void tellToEnd() {
        stage = Stage.TOLD_TO_END;
        group.signal(ProcessGroup.TERM);
        killAt = System.nanoTime() + grace.toNanos();
        loop.alarm(alarm, grace);
    }

    /** The program itself has ended after TERM; what it has started has the rest of the grace. */
    private void lookForSurvivors() {
        if (group.survives()) {
            var left = Duration.ofNanos(Math.max(0, killAt - System.nanoTime()));
            loop.alarm(alarm, left.compareTo(BETWEEN_LOOKS_FOR_SURVIVORS) < 0 ? left : BETWEEN_LOOKS_FOR_SURVIVORS);
        } else {
            killed(false);
        }
    }

    private void kill() {
        stage = Stage.KILLED;
        group.signal(ProcessGroup.KILL);
        if (exitCode.isPresent()) {
            killed(false);
        } else {
            loop.alarm(alarm, STUCK);
        }
    }

    private void killed(boolean stuck) {
        String said = rest(output);
        String complained = rest(errors);
        ended(cancelled ? new ProcessEnd.Cancelled(stuck) : new ProcessEnd.TimedOut(stuck, said, complained));
    }

    private static String rest(OutputPipe pipe) {
        pipe.drain();
        return pipe.text();
    }

    private void ended(ProcessEnd how) {
        letGo();
        end.complete(how);
    }

    private void lost(IOException e) {
        letGo();
        end.completeExceptionally(e);
    }

    private void letGo() {
        loop.noAlarm(alarm);
        readings.forEach((pipe, reading) -> {
            loop.noAlarm(reading);
            loop.ignore(pipe.readEnd());
        });
    }
}
