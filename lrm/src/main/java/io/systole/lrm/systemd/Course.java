package io.systole.lrm.systemd;

import java.util.concurrent.CompletableFuture;

/** How one operation goes on, a step at a time; each may be repeated after systemd was away. Only on one thread. */
interface Course extends AutoCloseable {
    /** What a step came to. */
    sealed interface Step {
        /** That is the result. */
        record End(UnitResult result) implements Step {}

        /** Not yet, for this reason. */
        record Wait(String why) implements Step {}
    }

    /**
     * Goes on.
     *
     * @throws SystemdException if systemd is away, or refuses
     */
    Step step(Patience patience) throws SystemdException, InterruptedException;

    /** What a refusal means. */
    UnitResult refused(SystemdException refusal);

    /** Whether something has been set going, whose end must be waited for as long as there is time. */
    default boolean hasBegun() {
        return false;
    }

    /** Something that is worth a look before the next pause is over. */
    default CompletableFuture<?> news() {
        return new CompletableFuture<>();
    }

    /** Nobody waits any more. */
    @Override
    default void close() {}
}
