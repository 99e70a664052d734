package io.systole.core.membership;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is here, as one value: one living incarnation for each node name, and whether {@code wait_for_all} was satisfied.
 *
 * @param members by name
 * @param released true once all expected nodes have told one DC at the same time what they have, or one that had was heard
 */
public record Membership(SortedMap<NodeName, Member> members, boolean released) {
    /** Nobody is here yet. */
    public static final Membership NONE = new Membership(new TreeMap<>(), false);

    public Membership {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }

    /** The membership after the transport told a new list; of two members with one name the greater incarnation counts. */
    public Membership with(Collection<Member> present) {
        var newest = new TreeMap<NodeName, Member>();
        for (Member member : present) {
            newest.merge(member.name(), member, (one, other) -> one.compareTo(other) >= 0 ? one : other);
        }
        return new Membership(newest, released);
    }

    /**
     * The same members, {@code wait_for_all} satisfied. To see somebody is not enough: it may have changed what this node does not
     * know of, and be lost before it could tell.
     */
    public Membership release() {
        return new Membership(members, true);
    }

    /** The living incarnation of a node. */
    public Optional<Member> member(NodeName name) {
        return Optional.ofNullable(members.get(name));
    }

    /** True if some incarnation of this node is here. */
    public boolean has(NodeName name) {
        return members.containsKey(name);
    }

    /** All members in the order of their names. */
    public SortedSet<Member> all() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(members.values()));
    }
}
