package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.controller.status.ClusterProperties;
import io.systole.core.membership.NodeName;
import io.systole.core.membership.Part;
import io.systole.core.membership.QuorumPolicy;
import io.systole.core.membership.QuorumSettings;
import io.systole.core.membership.Verdict;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Among whom votes are counted: all configured nodes, or with {@code last_man_standing} those that were here lately. While it
 * changes, the former one counts as well: who has a quorum of the one only has none, so that nobody can have one without the other.
 *
 * @param number counts the changes; the greater one is the newer
 * @param now whose votes count; empty: all configured nodes
 * @param before whose votes count as well until the change is safe; empty: there is no change under way
 */
record Electorate(long number, SortedSet<NodeName> now, SortedSet<NodeName> before) {
    static final Electorate ALL = new Electorate(0, new TreeSet<>(), new TreeSet<>());
    /** The property that holds it: number, names, and behind a stroke the former names. */
    static final String PROPERTY = "electorate";

    Electorate {
        now = Collections.unmodifiableSortedSet(new TreeSet<>(now));
        before = Collections.unmodifiableSortedSet(new TreeSet<>(before));
    }

    /** What this CIB says. */
    static Electorate of(Cib cib) {
        return ClusterProperties.get(cib, PROPERTY).map(Electorate::parse).orElse(ALL);
    }

    /** Reads the text of a property or message; what makes no sense means all. */
    static Electorate parse(String text) {
        String[] parts = text.strip().split("\\s+");
        if (parts.length < 2 || !parts[0].matches("\\d{1,15}")) {
            return ALL;
        }
        var now = new TreeSet<NodeName>();
        var before = new TreeSet<NodeName>();
        SortedSet<NodeName> side = now;
        for (String word : List.of(parts).subList(1, parts.length)) {
            if (word.equals("|")) {
                side = before;
            } else {
                side.add(new NodeName(word));
            }
        }
        return now.isEmpty() ? ALL : new Electorate(Long.parseLong(parts[0]), now, before);
    }

    String text() {
        return number == 0 ? "" : number + " " + words(now) + (before.isEmpty() ? "" : " | " + words(before));
    }

    private static String words(Collection<NodeName> nodes) {
        return String.join(" ", nodes.stream().map(NodeName::value).toList());
    }

    Cib in(Cib cib) {
        return number == 0 ? cib : ClusterProperties.set(cib, PROPERTY, text());
    }

    Electorate later(Electorate other) {
        return other.number > number ? other : this;
    }

    boolean changing() {
        return !before.isEmpty();
    }

    /** The nodes that count. */
    SortedSet<NodeName> nodes(QuorumSettings settings) {
        return listed(now, settings);
    }

    /** Those that still have a line in the settings. If none has, people have decided that the others go on without them. */
    private static SortedSet<NodeName> listed(SortedSet<NodeName> nodes, QuorumSettings settings) {
        var listed = new TreeSet<>(nodes);
        listed.retainAll(settings.nodes());
        return listed.isEmpty() ? settings.nodes() : listed;
    }

    /** On the way to other nodes. */
    Electorate toward(SortedSet<NodeName> wanted, QuorumSettings settings) {
        return new Electorate(number + 1, wanted, nodes(settings));
    }

    /** The change is safe. */
    Electorate settled() {
        return new Electorate(number + 1, now, new TreeSet<>());
    }

    /** Whether a part of these nodes may act. */
    Verdict judge(QuorumSettings settings, Collection<NodeName> nodes, boolean released, boolean granted) {
        Verdict first = verdict(settings, nodes, released, granted, nodes(settings));
        if (!changing()) {
            return first;
        }
        Verdict second = verdict(settings, nodes, released, granted, listed(before, settings));
        Verdict counts = first.quorate() ? second : first;
        return new Verdict(first.quorate() && second.quorate(), first.tie() || second.tie(), counts.votes(), counts.expected(),
                counts.reason());
    }

    private static Verdict verdict(QuorumSettings settings, Collection<NodeName> nodes, boolean released, boolean granted,
            SortedSet<NodeName> electorate) {
        return QuorumPolicy.judge(settings, new Part(new TreeSet<>(nodes), released, granted, electorate));
    }
}
