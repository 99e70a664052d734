package io.systole.core.spi;

import io.systole.core.throttle.NodeLoad;
import java.util.Optional;

/** Tells how busy this node is. */
public interface LoadGauge {
    /** As of now; cheap, since it is asked with each beat of the DC. Empty if nothing is known. Only on the node's loop. */
    Optional<NodeLoad> read();

    /** Knows nothing. */
    static LoadGauge none() {
        return Optional::empty;
    }
}
