package io.systole.core.fencing;

import io.systole.core.membership.NodeName;
import java.time.Duration;

/** One operation that this node leads. */
final class FencingOperation {
    final FencingRequest request;
    final Offers offers;
    final FencingRoute route;
    FencingRecord record;
    /** What is being tried now; null between attempts. */
    FencingRoute.Attempt current;
    int attempt;
    /** The end of patience with whoever has to answer now. */
    Agenda.Slot patience;
    Agenda.Slot questionsEnd;
    boolean selfReset;

    FencingOperation(FencingRequest request, FencingRecord record, Offers offers, FencingRoute route) {
        this.request = request;
        this.record = record;
        this.offers = offers;
        this.route = route;
    }

    String id() {
        return record.id();
    }

    NodeName target() {
        return request.target();
    }

    /** True while an attempt or a wait for the target is going on, so that nothing else is to be begun. */
    boolean busy() {
        return current != null || selfReset;
    }

    /** The order for the node that is to make the current attempt. */
    FencingMessage.Run order() {
        boolean delayed = attempt == 1 && current.action().takesDown() && !request.delay().isNegative();
        return new FencingMessage.Run(id(), attempt, current.device(), target(), current.action(), request.timeout(),
                delayed ? request.delay() : Duration.ZERO, delayed);
    }
}
