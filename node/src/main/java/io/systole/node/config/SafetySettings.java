package io.systole.node.config;

import io.systole.core.controller.SelfFencing;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a node that has lost its quorum ends what runs on it.
 *
 * @param selfFencing by when
 * @param guard whether a process of its own does it when the daemon cannot
 * @param device the watchdog device that resets the machine when everything else fails
 * @param fenceDisk the shared disk on which nodes are fenced by poison pills
 * @param reset whether the machine may be reset by the daemon when a resource cannot be ended
 */
public record SafetySettings(SelfFencing selfFencing, boolean guard, Optional<Path> device, Optional<Path> fenceDisk,
        boolean reset) {
    /** Whether something ends what runs here in time if the daemon cannot. */
    public boolean watched() {
        return selfFencing.used() && (guard || device.isPresent());
    }
}
