package io.systole.node.loop;

import io.systole.core.fencing.AgentCall;
import io.systole.core.fencing.AgentEnd;
import io.systole.core.spi.FenceExecutor;
import java.util.function.Consumer;

/** A fence executor whose runs end on the node's loop. */
public final class LoopFencer implements FenceExecutor {
    private final FenceExecutor fencer;
    private final NodeLoop loop;

    /** Brings the ends of this fencer's runs onto this loop. */
    public LoopFencer(FenceExecutor fencer, NodeLoop loop) {
        this.fencer = fencer;
        this.loop = loop;
    }

    @Override
    public void run(AgentCall call, Consumer<AgentEnd> end) {
        fencer.run(call, how -> loop.post(() -> end.accept(how)));
    }

    @Override
    public void kill(long number) {
        fencer.kill(number);
    }
}
