package io.systole.core.controller;

import io.systole.core.membership.NodeName;
import io.systole.core.spi.CibStore;
import java.util.Optional;

/**
 * The highest term this node knows and whom it gave its vote in it. The term is on disk before anybody hears of it. The
 * vote is not: after a restart it counts as given away, and only a DC that was elected already is followed in that term.
 */
final class Terms {
    private final CibStore store;
    private long current;
    private NodeName vote;

    Terms(CibStore store) {
        this.store = store;
        this.current = store.term();
    }

    long current() {
        return current;
    }

    Optional<NodeName> vote() {
        return Optional.ofNullable(vote);
    }

    /** A higher term was seen; no vote is given in it yet. */
    void observe(long term) {
        if (term > current) {
            store.storeTerm(term);
            current = term;
            vote = null;
        }
    }

    /** Gives this node's vote in a term. */
    void vote(long term, NodeName candidate) {
        if (term < current || term == current && vote != null && !vote.equals(candidate)) {
            throw new IllegalStateException("a second vote in term " + term + ": " + candidate + " after " + vote);
        }
        observe(term);
        vote = candidate;
    }
}
