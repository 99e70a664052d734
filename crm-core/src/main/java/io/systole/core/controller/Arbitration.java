package io.systole.core.controller;

import io.systole.core.arbitration.GrantRequest;
import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/** A DC's dealings with the witness: asks while it has exactly half of the votes, prolongs in time, gives back. */
final class Arbitration {
    private final Context context;
    private final long term;
    private Optional<Duration> until = Optional.empty();
    private Optional<Duration> askedAt = Optional.empty();
    private String last = "";

    Arbitration(Context context, long term) {
        this.context = context;
        this.term = term;
    }

    /** True while this DC may count on the grant. */
    boolean granted() {
        return until.filter(end -> context.now().uptime().compareTo(end) < 0).isPresent();
    }

    /** Asks, or asks again, if it is time to. */
    void ask(Collection<NodeName> part) {
        Duration validity = validity();
        boolean soon = askedAt.filter(at -> context.now().since(at).compareTo(validity.dividedBy(granted() ? 4 : 8)) < 0).isPresent();
        if (!soon) {
            askedAt = Optional.of(context.now().uptime());
            context.add(new Effect.AskWitness(
                    new GrantRequest(context.self(), term, context.nextQuestion(), new TreeSet<>(part), validity)));
        }
    }

    /** Gives back what is not needed any more. */
    void giveBack() {
        if (askedAt.isPresent()) {
            until = Optional.empty();
            askedAt = Optional.empty();
            last = "";
            context.add(new Effect.ReleaseWitness(context.self(), term, context.lastQuestion()));
        }
    }

    /** Takes the answer to the last question. */
    void answered(long number, boolean granted, String reason) {
        if (number == context.lastQuestion() && askedAt.isPresent()) {
            last = reason;
            // A no does not end what was promised before.
            until = granted ? Optional.of(askedAt.get().plus(validity())) : until;
        }
    }

    /** What the witness said last, for people; empty if it was not asked. */
    String last() {
        return askedAt.isPresent() && last.isEmpty() ? "the witness has not answered yet" : last;
    }

    private Duration validity() {
        return context.timeouts().grantValidity();
    }
}
