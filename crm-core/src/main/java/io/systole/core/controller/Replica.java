package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibPatch;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Edit;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.Element;
import io.systole.core.cib.delta.Delta;
import io.systole.core.cib.edit.ChangeStamp;
import io.systole.core.cib.history.ChangeHistory;
import io.systole.core.cib.history.ChangeRecord;
import io.systole.core.cib.patch.CibDiff;
import io.systole.core.cib.patch.CibDigest;
import io.systole.core.peer.CopyState;
import io.systole.core.spi.CibStore;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This node's copy of the CIB: what is in memory, and up to which configuration it is on disk. */
final class Replica {
    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);
    private static final int ANCESTORS = 30;

    private final CibStore store;
    private final Deque<CopyState> ancestors = new ArrayDeque<>();
    private Cib cib;
    private CopyState state;
    private CopyState saved;
    private CibVersion durable;
    private ChangeHistory history;
    private ChangeHistory savedHistory;
    private boolean historyFails;
    private String failure = "";
    private Element electorateOf;
    private Electorate electorate = Electorate.ALL;

    Replica(CibStore store, Cib loaded) {
        this.store = store;
        this.cib = loaded;
        this.state = describe(loaded);
        this.saved = state;
        this.durable = loaded.version();
        this.savedHistory = new ChangeHistory(store.history());
        this.history = savedHistory.upTo(loaded.version());
    }

    Cib cib() {
        return cib;
    }

    CopyState state() {
        return state;
    }

    /** Among whom votes are counted, as this copy says. */
    Electorate electorate() {
        if (electorateOf != cib.configuration()) {
            electorateOf = cib.configuration();
            electorate = Electorate.of(cib);
        }
        return electorate;
    }

    /** The version up to which the configuration is on disk. */
    CibVersion durable() {
        return durable;
    }

    /** Why the disk does not take the configuration; empty if it does. */
    String failure() {
        return failure;
    }

    /** Configurations that the present one grew out of, newest last; the present one included. */
    List<CopyState> ancestors() {
        return List.copyOf(ancestors);
    }

    /** The changes that led to the present configuration. */
    ChangeHistory history() {
        return history;
    }

    static CopyState describe(Cib cib) {
        return new CopyState(cib.version(), BackingMark.term(cib), BackingMark.epoch(cib), CibDigest.of(cib.configuration()));
    }

    /**
     * Takes the next version, which grew out of the present one.
     *
     * @param stamp who changed the configuration, if it is changed and somebody has said so
     */
    void advance(Cib next, Optional<ChangeStamp> stamp) {
        Cib before = cib;
        CopyState former = state;
        boolean sameConfiguration = next.configuration() == cib.configuration() && BackingMark.term(next) == BackingMark.term(cib)
                && next.version().epoch() == cib.version().epoch() && BackingMark.epoch(next) == BackingMark.epoch(cib);
        remember();
        cib = next;
        state = sameConfiguration ? new CopyState(next.version(), state.writtenInTerm(), state.backedEpoch(), state.digest())
                : describe(next);
        if (!sameConfiguration) {
            record(before, former, stamp);
        }
        remember();
        save();
    }

    private void record(Cib before, CopyState former, Optional<ChangeStamp> stamp) {
        List<Edit> edits = Delta.between(before, cib);
        if (edits.isEmpty()) {
            return;
        }
        ChangeStamp by = stamp.orElseGet(() -> ChangeStamp.of(cib));
        history = history.plus(new ChangeRecord(former.version(), state.version(), former.digest(), state.digest(), by.at().toInstant(),
                by.node(), by.client(), by.user(), by.comment(), by.undoes(), edits));
    }

    /** Applies a patch of the DC; false if it does not fit, so that the whole CIB is needed. */
    boolean apply(CibPatch patch, Optional<ChangeStamp> stamp) {
        return switch (CibDiff.apply(patch, cib)) {
            case EditResult.Changed changed -> {
                advance(changed.cib(), stamp);
                yield true;
            }
            case EditResult.Refused refused -> {
                LOG.info("asking for the whole CIB: {}", refused.sentence());
                yield false;
            }
        };
    }

    /**
     * Takes a whole copy from elsewhere. If the own configuration is none of those that the new one grew out of, it has
     * lost against it and is put aside.
     *
     * @param changes what led to it, as far as this node may not know
     * @return where the loser is kept, empty if there is none
     */
    String adopt(Cib copy, List<CopyState> itsAncestors, List<ChangeRecord> changes) {
        boolean known = itsAncestors.stream().anyMatch(state::sameConfiguration) || describe(copy).sameConfiguration(state);
        boolean nothingToLose = state.version().epoch() == 0 && state.version().adminEpoch() == 0;
        String place = "";
        if (!known && !nothingToLose) {
            try {
                place = store.keepLoser(cib);
            } catch (UncheckedIOException notKept) {
                place = "nowhere: " + notKept.getMessage();
            }
        }
        ancestors.clear();
        ancestors.addAll(itsAncestors);
        cib = copy;
        state = describe(copy);
        history = history.joined(changes).upTo(copy.version());
        remember();
        save();
        return place;
    }

    /** Tries again to save what could not be saved; true if all is on disk now. */
    boolean save() {
        saveHistory();
        if (!saved.sameConfiguration(state) || saved.writtenInTerm() != state.writtenInTerm()
                || saved.backedEpoch() != state.backedEpoch()) {
            try {
                store.save(cib);
                saved = state;
            } catch (UncheckedIOException full) {
                if (failure.isEmpty()) {
                    LOG.error("the CIB cannot be written to disk: {}", full.getMessage());
                }
                failure = "the CIB cannot be written to disk: " + full.getMessage();
                return false;
            }
        }
        failure = "";
        durable = cib.version();
        return true;
    }

    /** Before the configuration, so that a crash between the two leaves no gap. Who has changed what is not worth a refusal. */
    private void saveHistory() {
        if (history == savedHistory || history.equals(savedHistory)) {
            savedHistory = history;
            return;
        }
        try {
            store.storeHistory(history.changes());
            savedHistory = history;
            historyFails = false;
        } catch (UncheckedIOException full) {
            if (!historyFails) {
                LOG.error("the history of the configuration cannot be written to disk: {}", full.getMessage());
            }
            historyFails = true;
        }
    }

    private void remember() {
        if (ancestors.isEmpty() || !ancestors.getLast().sameConfiguration(state)) {
            ancestors.addLast(state);
            if (ancestors.size() > ANCESTORS) {
                ancestors.removeFirst();
            }
        }
    }
}
