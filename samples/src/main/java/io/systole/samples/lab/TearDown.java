package io.systole.samples.lab;

/** The end of a laboratory: takes place once, when it is closed, or when the program ends before that, be it by Ctrl-C. */
public final class TearDown implements AutoCloseable {
    private final Runnable work;
    private final Thread onSignal = new Thread(this::once, "lab ends");
    private boolean done;

    /** An end that nothing but {@link #close} brings about yet. */
    public TearDown(Runnable work) {
        this.work = work;
    }

    /** From now on the end of the program brings it about too. */
    public void arm() {
        Runtime.getRuntime().addShutdownHook(onSignal);
    }

    @Override
    public void close() {
        once();
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException ignored) {
            // The program is ending; the hook finds nothing to do.
        }
    }

    private synchronized void once() {
        if (!done) {
            done = true;
            work.run();
        }
    }
}
