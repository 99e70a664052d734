package io.systole.samples.lab;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something to become true in the world outside, which does not tell: by looking again and again. */
public final class Await {
    private Await() {}

    /**
     * Looks every {@code pause} until {@code condition} holds.
     *
     * @throws LabException after {@code limit}, with {@code what} and what {@code evidence} gives then
     */
    public static void until(String what, Duration limit, Duration pause, BooleanSupplier condition, Supplier<String> evidence) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new LabException("waited " + limit.toSeconds() + " s in vain until " + what + "\n" + evidence.get());
            }
            LockSupport.parkNanos(pause.toNanos());
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new LabException("interrupted while waiting until " + what);
            }
        }
    }

    /** Lets this much time pass; for what cannot be waited for, such as the length of a fault. */
    public static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        // Seldom enough not to be heard itself where somebody measures silence.
        Duration pause = Duration.ofMillis(Math.clamp(time.toMillis() / 100, 1, 100));
        until("time has passed", time.plusMinutes(1), pause, () -> System.nanoTime() - end >= 0, () -> "");
    }

    /** Looks five times a second, without further evidence. */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        until(what, limit, Duration.ofMillis(200), condition, () -> "");
    }
}
