package io.systole.node.loop;

import io.systole.core.spi.Timers;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The single thread of this node. Tasks run in the order in which they are posted. A task that throws has met an impossible
 * state or a dead disk: the failure handler is told, which ends the daemon, since a stopped node is safe and a wrong one is not.
 */
public final class NodeLoop implements Timers, AutoCloseable {
    private static final long CLOSE_SECONDS = 5;

    private final Vertx vertx;
    private final Context context;
    private final Consumer<Throwable> onFailure;

    /**
     * A new loop with its thread.
     *
     * @param onFailure hears what a task threw, on the loop's thread; the loop goes on with the next task
     */
    public NodeLoop(Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
        // A save of the CIB waits for the disk: only a very slow one is worth the warning.
        var options = new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(4).setInternalBlockingPoolSize(2)
                .setMaxEventLoopExecuteTime(2).setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS);
        vertx = Vertx.vertx(options);
        context = vertx.getOrCreateContext();
    }

    /** Runs a task on the loop, after those posted before. May be called from any thread. */
    public void post(Runnable task) {
        context.runOnContext(ignored -> guarded(task));
    }

    /** Asks something of what lives on the loop; the future ends on the loop's thread, exceptionally if the question threw. */
    public <T> CompletableFuture<T> ask(Supplier<T> question) {
        var answer = new CompletableFuture<T>();
        context.runOnContext(ignored -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException | Error thrown) {
                answer.completeExceptionally(thrown);
            }
        });
        return answer;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        long id = vertx.setTimer(Math.max(1, delay.toMillis()), ignored -> guarded(task));
        return () -> vertx.cancelTimer(id);
    }

    /** For servers that are to live on this loop. */
    public Vertx vertx() {
        return vertx;
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error thrown) {
            onFailure.accept(thrown);
        }
    }

    /** Ends the loop; what is still posted may be lost. Not to be called on the loop. */
    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture()
                .orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS).exceptionally(late -> null).join();
    }
}
