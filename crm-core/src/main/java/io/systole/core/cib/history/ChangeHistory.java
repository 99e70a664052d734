package io.systole.core.cib.history;

import io.systole.core.cib.CibVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last changes of the configuration, oldest first. It is bounded: at most {@value #MOST} changes, fewer if they are very
 * large together; the newest is always kept.
 *
 * @param changes what is known; between two of them some may be missing
 */
public record ChangeHistory(List<ChangeRecord> changes) {
    /** As many changes are kept and can be undone. */
    public static final int MOST = 100;

    private static final int MOST_WEIGHT = 200_000;

    /** Nothing is known. */
    public static final ChangeHistory EMPTY = new ChangeHistory(List.of());

    public ChangeHistory {
        changes = bounded(changes);
    }

    /** The history with one more change. */
    public ChangeHistory plus(ChangeRecord change) {
        var longer = new ArrayList<>(changes);
        longer.add(change);
        return new ChangeHistory(longer);
    }

    /** What led to this configuration: changes of versions beyond it were never in force here. */
    public ChangeHistory upTo(CibVersion version) {
        var known = new CibVersion(version.adminEpoch(), version.epoch(), Long.MAX_VALUE);
        return new ChangeHistory(changes.stream().filter(change -> change.to().compareTo(known) <= 0).toList());
    }

    /** What somebody lacks who has this configuration: all that is known if it is none of those that the present one grew out of. */
    public List<ChangeRecord> since(CibVersion version, String digest) {
        for (int i = changes.size(); i > 0; i--) {
            ChangeRecord change = changes.get(i - 1);
            if (sameEpoch(change.to(), version) && change.after().equals(digest)) {
                return changes.subList(i, changes.size());
            }
        }
        return changes;
    }

    /**
     * The history after the configuration of another node was taken over.
     *
     * @param theirs the changes of the other node that this one may lack; they take the place of those that this node has
     *     besides, which are not part of the other's past
     */
    public ChangeHistory joined(List<ChangeRecord> theirs) {
        if (theirs.isEmpty()) {
            return this;
        }
        ChangeRecord first = theirs.getFirst();
        var joined = new ArrayList<ChangeRecord>();
        for (int i = 0; i < changes.size(); i++) {
            ChangeRecord own = changes.get(i);
            if (sameEpoch(own.to(), first.to()) || own.to().compareTo(first.to()) >= 0) {
                break;
            }
            joined.add(own);
        }
        boolean connected = !joined.isEmpty() && joined.getLast().after().equals(first.before());
        if (!connected && theirs.size() > 1) {
            joined.clear();
        }
        joined.addAll(theirs);
        return new ChangeHistory(joined);
    }

    /** The change that led to this version. */
    public Optional<ChangeRecord> find(CibVersion to) {
        return changes.stream().filter(change -> sameEpoch(change.to(), to)).findFirst();
    }

    /** The change that has undone this one and is itself in force. */
    public Optional<ChangeRecord> undoneBy(ChangeRecord undone) {
        return changes.stream().filter(change -> change.undoes().filter(version -> sameEpoch(version, undone.to())).isPresent())
                .filter(change -> change.to().compareTo(undone.to()) > 0 && undoneBy(change).isEmpty()).findFirst();
    }

    /** What somebody means who says "undo" without saying what: the newest change of people that is in force and no undoing itself. */
    public Optional<ChangeRecord> newestToUndo() {
        return changes.reversed().stream()
                .filter(change -> !change.byCluster() && change.undoes().isEmpty() && undoneBy(change).isEmpty()).findFirst();
    }

    private static boolean sameEpoch(CibVersion one, CibVersion other) {
        return one.adminEpoch() == other.adminEpoch() && one.epoch() == other.epoch();
    }

    private static List<ChangeRecord> bounded(List<ChangeRecord> all) {
        int first = Math.max(0, all.size() - MOST);
        long weight = 0;
        for (int i = all.size() - 1; i >= first; i--) {
            weight += all.get(i).weight();
            if (weight > MOST_WEIGHT && i < all.size() - 1) {
                first = i + 1;
            }
        }
        return List.copyOf(all.subList(first, all.size()));
    }
}
