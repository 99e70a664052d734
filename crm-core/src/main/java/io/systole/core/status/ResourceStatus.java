package io.systole.core.status;

import java.util.List;
import java.util.stream.Stream;

/** A resource: a primitive, a group, a clone or a bundle. */
public sealed interface ResourceStatus permits PrimitiveStatus, GroupStatus, CloneStatus, BundleStatus {
    /** The id; instances of unique clones carry {@code :N}. */
    String id();

    /** The cluster may start and stop it. */
    boolean managed();

    /** It is neither managed nor monitored. */
    boolean maintenance();

    /** People asked for it to be stopped, or not to be promoted. */
    boolean disabled();

    /** Members of a group, instances of a clone; empty for a primitive. */
    List<? extends ResourceStatus> children();

    /** The primitives in it; itself if it is one. */
    default Stream<PrimitiveStatus> primitives() {
        return this instanceof PrimitiveStatus primitive ? Stream.of(primitive) : children().stream().flatMap(ResourceStatus::primitives);
    }

    /** Active in all its parts ({@code all}), or in some. */
    default boolean active(boolean all) {
        return all ? primitives().allMatch(PrimitiveStatus::active) : primitives().anyMatch(PrimitiveStatus::active);
    }
}
