package io.systole.core.controller;

import io.systole.core.cib.CibVersion;
import io.systole.core.membership.NodeName;
import io.systole.core.membership.QuorumSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The DC's side of {@code last_man_standing}: nodes that have been gone for the window do not count any more, those that come
 * count at once. Each change is written to the configuration together with what counted before, and the latter is dropped when
 * a quorum of both has the change on disk.
 */
final class ElectorateKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(ElectorateKeeper.class);

    private final Context context;
    private final Sequencer sequencer;
    private final Roster roster;
    private SortedSet<NodeName> seen = new TreeSet<>();
    private Duration since;
    private Optional<CibVersion> written = Optional.empty();

    ElectorateKeeper(Context context, Sequencer sequencer, Roster roster) {
        this.context = context;
        this.sequencer = sequencer;
        this.roster = roster;
        this.since = context.now().uptime();
    }

    /** Time has passed. */
    void tick() {
        if (!seen.equals(new TreeSet<>(roster.names()))) {
            seen = new TreeSet<>(roster.names());
            since = context.now().uptime();
        }
        if (!roster.acts()) {
            return;
        }
        QuorumSettings settings = context.settings.quorum();
        Electorate present = context.electorate();
        if (present.number() > Electorate.of(sequencer.cib()).number()) {
            write(present);
        } else if (present.changing()) {
            CibVersion version = written.orElseGet(() -> sequencer.cib().version());
            written = Optional.of(version);
            if (roster.quorumHas(version)) {
                write(present.settled());
                written = Optional.empty();
            }
        } else {
            SortedSet<NodeName> wanted = wanted(present, settings);
            if (!wanted.equals(present.nodes(settings))) {
                LOG.info("votes are counted among {} from now on and not among {} (last_man_standing)", wanted,
                        present.nodes(settings));
                write(present.toward(wanted, settings));
                written = Optional.of(sequencer.cib().version());
            }
        }
    }

    private SortedSet<NodeName> wanted(Electorate present, QuorumSettings settings) {
        if (settings.lastManStanding().isZero()) {
            return settings.nodes();
        }
        var wanted = new TreeSet<>(present.nodes(settings));
        wanted.addAll(seen);
        if (context.now().since(since).compareTo(settings.lastManStanding()) >= 0) {
            wanted.retainAll(seen);
        }
        wanted.retainAll(settings.nodes());
        return wanted;
    }

    private void write(Electorate electorate) {
        sequencer.configure(electorate.in(sequencer.cib()), sequencer.ownStamp());
    }
}
