package io.systole.core.peer;

import io.systole.core.cib.CibChange;
import io.systole.core.membership.Feature;
import io.systole.core.request.ClusterRequest;
import java.util.Optional;

/** What a peer's build must have come to know before a message may be sent to it. */
public final class Needed {
    private Needed() {}

    /** The feature that a reader of this message must have; empty if every build reads it. */
    public static Optional<Feature> by(PeerMessage message) {
        return switch (message) {
            case PeerMessage.Forward forward -> by(forward.request());
            default -> Optional.empty();
        };
    }

    /** The feature that whoever carries out this request must have. */
    public static Optional<Feature> by(ClusterRequest request) {
        return switch (request) {
            case ClusterRequest.ChangeCib change when change.changes().stream().anyMatch(CibChange.Undo.class::isInstance) ->
                Optional.of(Feature.CONFIGURATION_UNDO);
            case ClusterRequest.SetAttribute set when set.everywhere() -> Optional.of(Feature.ATTRIBUTE_EVERYWHERE);
            case ClusterRequest.RemoveNode remove -> Optional.of(Feature.NODE_REMOVAL);
            default -> Optional.empty();
        };
    }
}
