package io.systole.core.spi;

import io.systole.core.fencing.AgentCall;
import io.systole.core.fencing.AgentEnd;
import java.util.function.Consumer;

/**
 * Runs fence agents on this node. Decides nothing: which device, which node and when is the fencer's business. Neither method
 * blocks.
 */
public interface FenceExecutor {
    /**
     * Runs an agent.
     *
     * @param call which, with what on its standard input, and for how long at most
     * @param end hears how it ended, once, on any thread; also if it cannot be started
     */
    void run(AgentCall call, Consumer<AgentEnd> end);

    /** Kills the run of this number; its end is told all the same. Harmless if it has ended. */
    void kill(long number);
}
