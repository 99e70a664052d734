package io.systole.samples.lab;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Something that is done again and again, with a pause after each time, on a thread of its own from {@link #start} until it is closed. */
public final class Repeated implements AutoCloseable {
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Not begun yet.
     *
     * @param name of the thread
     * @param round what is done each time
     * @param pause how long after its end it begins anew
     */
    public Repeated(String name, Runnable round, Duration pause) {
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> {
            while (!closed) {
                round.run();
                LockSupport.parkNanos(pause.toNanos());
            }
        });
    }

    /** Begins; once only. */
    public void start() {
        thread.start();
    }

    /** Begins no new round; does not wait for the one that is under way. */
    public void end() {
        closed = true;
    }

    /** Ends after the round that is under way; returns when it is over. */
    @Override
    public void close() {
        end();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
