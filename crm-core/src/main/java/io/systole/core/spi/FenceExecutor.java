package io.systole.core.spi;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.function.Consumer;

/** Makes sure that a node is down. Does not block; the outcome is told once, on any thread. */
public interface FenceExecutor {
    /**
     * Fences a node.
     *
     * @param victim the node to be fenced
     * @param action {@code reboot}, {@code off} or {@code on}
     * @param timeout after which the attempt counts as failed
     * @param outcome hears the end; a success means that the victim is confirmed down
     */
    void fence(NodeName victim, String action, Duration timeout, Consumer<Outcome> outcome);

    /** How a fencing attempt ended; {@code reason} is for people and never null. */
    record Outcome(boolean success, String reason) {}
}
