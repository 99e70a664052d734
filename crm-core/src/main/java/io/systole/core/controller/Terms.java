package io.systole.core.controller;

import io.systole.core.membership.NodeName;
import io.systole.core.spi.CibStore;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The highest term this node knows and whom it gave its vote in it. The term is on disk before anybody hears of it; one that the
 * disk does not take counts as never heard of, so nobody is voted for in it. The vote is not on disk: after a restart it counts as
 * given away, and only a DC that was elected already is followed in that term. That this node was DC itself is on disk, soon after.
 */
final class Terms {
    private static final Logger LOG = LoggerFactory.getLogger(Terms.class);

    private final CibStore store;
    private String failure = "";
    private final NodeName self;
    private long current;
    private NodeName vote;

    Terms(CibStore store, NodeName self) {
        this.store = store;
        this.self = self;
        this.current = store.term();
        this.vote = led() ? self : null;
    }

    long current() {
        return current;
    }

    Optional<NodeName> vote() {
        return Optional.ofNullable(vote);
    }

    /** Why the disk did not take the last term that was to be saved; empty if it did. */
    String failure() {
        return failure;
    }

    /** True if a former life of this daemon may have promised a DC not to elect another for a while; nobody knows whom and when. */
    boolean mayHavePromised() {
        return current > 0 && !led();
    }

    /** This node is DC of the current term, and owes no other DC anything: a life after this one need not wait for that. */
    void leading() {
        if (!led()) {
            try {
                store.storeLedTerm(current);
            } catch (UncheckedIOException full) {
                LOG.debug("not on disk yet, tried again soon: {}", full.getMessage());
            }
        }
    }

    private boolean led() {
        return current > 0 && store.ledTerm() == current;
    }

    /** A higher term was seen; no vote is given in it yet. False if it cannot be saved. */
    boolean observe(long term) {
        if (term > current) {
            try {
                store.storeTerm(term);
            } catch (UncheckedIOException full) {
                boolean news = failure.isEmpty();
                failure = "the term " + term + " cannot be written to disk, so this node takes no part in elections: " + full.getMessage();
                if (news) {
                    LOG.error("{}", failure);
                }
                return false;
            }
            failure = "";
            current = term;
            vote = null;
        }
        return true;
    }

    /** Gives this node's vote in a term; false if the term cannot be saved, then nothing was given. */
    boolean vote(long term, NodeName candidate) {
        if (term < current || term == current && vote != null && !vote.equals(candidate)) {
            throw new IllegalStateException("a second vote in term " + term + ": " + candidate + " after " + vote);
        }
        if (!observe(term)) {
            return false;
        }
        vote = candidate;
        return true;
    }
}
