package io.systole.core.controller;

import io.systole.core.peer.PeerMessage;
import io.systole.core.request.ClusterRequest;
import java.time.Duration;

/** The owner's wish that this node leaves: told to each DC anew until one has done it (rules C-83 to C-86). */
final class ShutdownWish {
    /** The number of a request whose answer nobody waits for. */
    private static final long NOBODY = 0;

    private final Context context;
    private boolean wanted;
    private Duration since = Duration.ZERO;

    ShutdownWish(Context context) {
        this.context = context;
    }

    void make() {
        since = wanted ? since : context.now().uptime();
        wanted = true;
    }

    boolean wanted() {
        return wanted;
    }

    /** True if the orderly way takes too long. */
    boolean escalates() {
        return wanted && context.now().since(since).compareTo(context.timeouts().shutdownEscalation()) > 0;
    }

    /** Tells whoever is DC; of the two roles at most one is not null. */
    void tell(Coordinator coordinator, Follower following) {
        if (wanted) {
            var request = new ClusterRequest.ShutDown(context.self());
            if (coordinator != null) {
                coordinator.request(new Requester.Local(NOBODY), request);
            } else if (following != null && following.joined()) {
                context.send(following.dc(), new PeerMessage.Forward(following.term(), NOBODY, request));
            }
        }
    }
}
