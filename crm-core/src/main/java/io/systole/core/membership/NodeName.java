package io.systole.core.membership;

/** The name of a cluster node, as {@code uname -n} gives it on that node. Names are unique in a cluster. */
public record NodeName(String value) implements Comparable<NodeName> {
    public NodeName {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("a node name is not empty");
        }
    }

    @Override
    public int compareTo(NodeName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
