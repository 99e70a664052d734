package io.systole.core.controller;

import io.systole.core.membership.Feature;
import io.systole.core.membership.FeatureLevels;
import io.systole.core.membership.Membership;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.Needed;
import io.systole.core.peer.PeerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which feature levels the builds of the members speak, as they have said when nodes found each other. Nothing is sent to a member
 * that its build does not know, and one without a level in common takes no part.
 */
final class Builds {
    private static final Logger LOG = LoggerFactory.getLogger(Builds.class);

    private final NodeName self;
    private final FeatureLevels own;
    private final SortedMap<NodeName, FeatureLevels> said = new TreeMap<>();
    /** What of newer builds was told to people already. */
    private final SortedSet<String> told = new TreeSet<>();
    private int level = 1;

    Builds(NodeName self, FeatureLevels own) {
        this.self = self;
        this.own = own;
    }

    FeatureLevels own() {
        return own;
    }

    /** A member has said what it speaks; true if that was not known and it has no level in common with this build. */
    boolean heard(NodeName node, FeatureLevels levels) {
        return !levels.equals(said.put(node, levels)) && !own.meets(levels);
    }

    /** Forgets who is gone or was started anew: it may come back with another build. */
    void membershipChanged(Membership before, Membership after) {
        said.keySet().removeIf(node -> !after.member(node).equals(before.member(node)));
    }

    /** True if this member has said that it speaks no level of ours. */
    boolean stranger(NodeName node) {
        return said.containsKey(node) && !own.meets(said.get(node));
    }

    /** The members with which this build can work. */
    SortedSet<NodeName> partners(Membership membership) {
        var partners = new TreeSet<>(membership.members().keySet());
        partners.removeIf(this::stranger);
        return partners;
    }

    /** A member that speaks only levels that this build has forgotten; empty if there is none. */
    Optional<NodeName> outdated(Membership membership) {
        return membership.members().keySet().stream().filter(node -> said.containsKey(node) && own.tooNewFor(said.get(node))).findFirst();
    }

    /** True if this member's build reads this message. */
    boolean reads(NodeName node, PeerMessage message) {
        return Needed.by(message).filter(feature -> !of(node).has(feature)).isEmpty();
    }

    /** Why these nodes cannot do something together; empty if all of their builds know it. */
    Optional<String> obstacle(Feature feature, Iterable<NodeName> nodes) {
        var older = new ArrayList<String>();
        for (NodeName node : nodes) {
            if (!of(node).has(feature)) {
                older.add(node.value());
            }
        }
        return older.isEmpty() ? Optional.empty() : Optional.of(feature.text() + " needs feature level " + feature.since()
                + ", which the build on " + String.join(", ", older) + " does not know: upgrade it there first");
    }

    /** Works out the level at which these members, this one included, work together. */
    void agree(Iterable<NodeName> members) {
        int common = own.newest();
        for (NodeName node : members) {
            common = Math.min(common, of(node).newest());
        }
        if (common != level) {
            LOG.info("the members of {} work together at feature level {}", self, common);
        }
        level = common;
    }

    /** The DC has said the level. */
    void level(int agreed) {
        level = agreed;
    }

    int level() {
        return level;
    }

    /** True the first time that this is asked of a member. */
    boolean firstTime(NodeName node, String what) {
        return told.size() < 1000 && told.add(node + " " + what);
    }

    /** Why this build and that of a member do not work together, with the fix. */
    String mismatch(NodeName node) {
        FeatureLevels other = of(node);
        boolean otherIsOlder = own.tooNewFor(other);
        return "the build on " + node + " speaks feature level " + other + " and the one on " + self + " speaks " + own
                + ", so they cannot work together: upgrade " + (otherIsOlder ? node : self) + " (no build in between may be skipped)";
    }

    /** Who holds up an upgrade, and who cannot take part, for people. */
    List<String> sentences(Membership membership) {
        var sentences = new ArrayList<String>();
        SortedSet<NodeName> partners = partners(membership);
        int newest = partners.stream().mapToInt(node -> of(node).newest()).max().orElse(level);
        if (newest > level) {
            List<String> older = partners.stream().filter(node -> of(node).newest() == level).map(NodeName::value).toList();
            sentences.add("feature level " + level + " is in use and not " + newest + (older.isEmpty() ? ""
                    : ", until " + String.join(", ", older) + (older.size() == 1 ? " is upgraded" : " are upgraded")));
        }
        membership.members().keySet().stream().filter(this::stranger).map(this::mismatch).forEach(sentences::add);
        return sentences;
    }

    private FeatureLevels of(NodeName node) {
        return node.equals(self) ? own : said.getOrDefault(node, FeatureLevels.UNSAID);
    }
}
