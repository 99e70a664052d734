package io.systole.core.spi;

import io.systole.core.arbitration.GrantRequest;
import io.systole.core.membership.NodeName;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Somebody outside the cluster whom a part with exactly half of the votes asks whether it may go on: an arbitrator, a lease on a
 * shared disk, a gateway. Does not block and never throws: no answer is a no.
 */
public interface Witness {
    /**
     * Asks for the grant, or to prolong it.
     *
     * @param request who asks, for whom and for how long
     * @param answer called at most once, on any thread; late answers are ignored by the asker
     */
    void ask(GrantRequest request, Consumer<Answer> answer);

    /**
     * Gives the grant back; harmless if it was never given.
     *
     * @param number of the holder's last request
     */
    void release(NodeName holder, long term, long number);

    /**
     * Why it could not be asked now, as far as that is known; one sentence with the fix. Cheap; any thread may call.
     */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** A witness that never says yes, for clusters that have none. */
    static Witness none() {
        return new Witness() {
            @Override
            public void ask(GrantRequest request, Consumer<Answer> answer) {
                answer.accept(new Answer(false, "no witness is configured"));
            }

            @Override
            public void release(NodeName holder, long term, long number) {
                // There is nothing to give back.
            }
        };
    }

    /** A yes or no with one sentence for people. A yes holds for the requested validity, counted from the asking. */
    record Answer(boolean granted, String reason) {}
}
