package io.systole.core.arbitration;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A witness's memory for one cluster: who holds the grant and how long nobody else may have it. Pure; one thread at a time.
 *
 * <p>The holder counts the validity from the moment of asking, this book from the moment of giving and a little longer, so
 * the holder's belief always ends first. A book that was opened from disk takes the grant as just renewed. The grant
 * changes hands at once if the new asker's part contains the holder, for then the holder follows the asker.
 */
public final class GrantBook {
    private Optional<Grant> grant;
    private Duration givenAt;
    /** The number of the last request that was granted since the book was opened. */
    private OptionalLong lastNumber = OptionalLong.empty();

    /**
     * Opens the book.
     *
     * @param remembered what was on disk
     * @param now monotonic time
     */
    public GrantBook(Optional<Grant> remembered, Duration now) {
        this.grant = remembered;
        this.givenAt = now;
    }

    /** The answer to a request. */
    public record Answer(boolean granted, String reason) {}

    /** Gives, prolongs or refuses. What {@link #grant()} is afterwards has to be on disk before the asker hears the answer. */
    public Answer ask(GrantRequest request, Duration now) {
        if (grant.isPresent()) {
            Grant held = grant.get();
            boolean free = now.minus(givenAt).compareTo(withMargin(held.validity())) > 0;
            boolean same = held.holder().equals(request.asker());
            if (!same && !free && !request.part().contains(held.holder())) {
                return new Answer(false, "the grant is " + held.holder() + "'s (term " + held.term() + "), who may count on it for "
                        + left(held, now).toMillis() + " ms more");
            }
            if (!same || !held.validity().equals(request.validity()) || held.term() != request.term()) {
                long number = same ? held.number() : held.number() + 1;
                // A shorter validity must not shorten what was promised before.
                Duration validity = !free && held.validity().compareTo(request.validity()) > 0 ? held.validity() : request.validity();
                grant = Optional.of(new Grant(number, request.asker(), request.term(), validity));
            }
        } else {
            grant = Optional.of(new Grant(1, request.asker(), request.term(), request.validity()));
        }
        givenAt = now;
        lastNumber = OptionalLong.of(request.number());
        return new Answer(true, "the grant is " + request.asker() + "'s");
    }

    /**
     * The holder does not need it any more; others may have it at once. A release by anybody else changes nothing, nor does one
     * that is older than the last request it could mean.
     */
    public void release(NodeName holder, long term, long number, Duration now) {
        grant.filter(held -> held.holder().equals(holder) && held.term() == term
                && lastNumber.isPresent() && number >= lastNumber.getAsLong())
                .ifPresent(held -> givenAt = now.minus(withMargin(held.validity()).multipliedBy(2)));
    }

    /** What has to be remembered. */
    public Optional<Grant> grant() {
        return grant;
    }

    /** Who may count on the grant now, for people. */
    public Optional<NodeName> holder(Duration now) {
        return grant.filter(held -> !left(held, now).isNegative()).map(Grant::holder);
    }

    private Duration left(Grant held, Duration now) {
        return withMargin(held.validity()).minus(now.minus(givenAt));
    }

    /** Two clocks that differ by a tenth. */
    private static Duration withMargin(Duration validity) {
        return validity.plus(validity.dividedBy(10)).plusMillis(100);
    }
}
