package io.systole.core.simulation;

import io.systole.core.spi.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Timers of one process, which may stand still: what was due meanwhile happens when it goes on. */
final class PausableTimers implements Timers {
    private final VirtualTime time;
    private final List<Runnable> held = new ArrayList<>();
    private boolean paused;
    private boolean stopped;

    PausableTimers(VirtualTime time) {
        this.time = time;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return time.after(delay, () -> run(task));
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        List<Runnable> due = List.copyOf(held);
        held.clear();
        due.forEach(this::run);
    }

    void stop() {
        stopped = true;
    }

    private void run(Runnable task) {
        if (paused) {
            held.add(task);
        } else if (!stopped) {
            task.run();
        }
    }
}
