package io.systole.core.membership;

/**
 * A live daemon in the cluster: its node name and the incarnation, a persisted counter that the node raises at each
 * start of its daemon. Of two members with one name the greater incarnation is the living one.
 */
public record Member(NodeName name, long incarnation) implements Comparable<Member> {
    @Override
    public int compareTo(Member other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : Long.compare(incarnation, other.incarnation);
    }

    @Override
    public String toString() {
        return name + "#" + incarnation;
    }
}
