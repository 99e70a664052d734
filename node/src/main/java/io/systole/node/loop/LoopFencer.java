package io.systole.node.loop;

import io.systole.core.membership.NodeName;
import io.systole.core.spi.FenceExecutor;
import java.time.Duration;
import java.util.function.Consumer;

/** A fence executor whose outcomes are told on the node's loop. */
public final class LoopFencer implements FenceExecutor {
    private final FenceExecutor fencer;
    private final NodeLoop loop;

    /** Brings this fencer's outcomes onto this loop. */
    public LoopFencer(FenceExecutor fencer, NodeLoop loop) {
        this.fencer = fencer;
        this.loop = loop;
    }

    @Override
    public void fence(NodeName victim, String action, Duration timeout, Consumer<Outcome> outcome) {
        fencer.fence(victim, action, timeout, result -> loop.post(() -> outcome.accept(result)));
    }
}
