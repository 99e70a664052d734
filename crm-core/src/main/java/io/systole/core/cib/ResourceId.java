package io.systole.core.cib;

/** The id of a resource as the local resource manager knows it; instances of unique clones carry {@code :N}. */
public record ResourceId(String value) implements Comparable<ResourceId> {
    public ResourceId {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("a resource id is not empty");
        }
    }

    @Override
    public int compareTo(ResourceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
