package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.fencing.Unwatched;
import io.systole.core.membership.NodeName;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The DC's book of who has heard that {@link WatchRule} is in force again. Whoever has a version on disk that was made after this DC knew
 * of the mark has the change, too.
 */
final class Watching {
    private final Context context;
    private final Roster roster;
    private CibVersion known = CibVersion.NONE;

    Watching(Context context, Roster roster) {
        this.context = context;
        this.roster = roster;
    }

    /** A term begins with this CIB. */
    void begin(Cib cib) {
        known = cib.version();
    }

    /** A changed configuration: if it puts the rule in force, nobody but this DC is known to have heard of it. */
    Cib marked(Cib changed, Cib before) {
        if (!WatchRule.inForce(changed) || WatchRule.inForce(before)) {
            return changed;
        }
        SortedSet<NodeName> all = new TreeSet<>(context.settings.quorum().nodes());
        all.remove(context.self());
        return Unwatched.with(changed, all);
    }

    /** It was published. */
    void published(Cib cib, Cib before) {
        if (!Unwatched.in(cib).equals(Unwatched.in(before))) {
            known = cib.version();
        }
    }

    /** The CIB without the marks of those who have heard it. */
    Cib heard(Cib cib) {
        SortedSet<NodeName> marked = Unwatched.in(cib);
        if (marked.isEmpty()) {
            return cib;
        }
        SortedSet<NodeName> left = new TreeSet<>(marked);
        left.removeIf(node -> node.equals(context.self())
                || roster.find(node).filter(entry -> entry.durable.compareTo(known) >= 0).isPresent());
        return left.size() == marked.size() ? cib : Unwatched.with(cib, left);
    }
}
