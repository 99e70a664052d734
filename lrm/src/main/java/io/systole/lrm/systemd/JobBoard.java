package io.systole.lrm.systemd;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Which jobs are waited for, and how they ended. Thread-safe.
 *
 * <p>systemd tells the end of a job by a signal, which another thread may hear before the answer that names the job. So while such
 * an answer is awaited the end of every job is kept.
 */
final class JobBoard {
    private final Map<String, CompletableFuture<String>> waiting = new HashMap<>();
    private final Map<String, String> ended = new HashMap<>();
    private int asking;
    private CompletableFuture<Void> disturbance = new CompletableFuture<>();

    /** A job is about to be asked for. To be followed by one {@link #named}. */
    synchronized void ask() {
        asking++;
    }

    /** The job has this path, or none if it was refused; completed with its result when it ends. */
    synchronized CompletableFuture<String> named(Optional<String> job) {
        CompletableFuture<String> end = job.map(path -> ended.containsKey(path) ? CompletableFuture.completedFuture(ended.get(path))
                : waiting.computeIfAbsent(path, fresh -> new CompletableFuture<>())).orElseGet(CompletableFuture::new);
        asking--;
        if (asking == 0) {
            ended.clear();
        }
        return end;
    }

    /** The end of this job, which is known from before. */
    synchronized CompletableFuture<String> again(String job) {
        return waiting.computeIfAbsent(job, fresh -> new CompletableFuture<>());
    }

    /** Nobody waits for this job any more, who could learn of its end. */
    synchronized void drop(String job) {
        waiting.remove(job);
    }

    /** A job has ended. */
    synchronized void ended(String job, String result) {
        if (asking > 0) {
            ended.put(job, result);
        }
        Optional.ofNullable(waiting.remove(job)).ifPresent(end -> end.complete(result));
    }

    /** The connection was lost, or systemd is another: ends of jobs may have been missed. */
    synchronized void disturbed() {
        CompletableFuture<Void> over = disturbance;
        disturbance = new CompletableFuture<>();
        over.complete(null);
    }

    /** Completed at the next {@link #disturbed}. */
    synchronized CompletableFuture<Void> disturbance() {
        return disturbance;
    }
}
