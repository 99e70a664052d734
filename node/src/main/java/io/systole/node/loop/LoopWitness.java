package io.systole.node.loop;

import io.systole.core.arbitration.GrantRequest;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.Witness;
import java.util.function.Consumer;

/** A witness whose answers are told on the node's loop. */
public final class LoopWitness implements Witness {
    private final Witness witness;
    private final NodeLoop loop;

    /** Brings this witness's answers onto this loop. */
    public LoopWitness(Witness witness, NodeLoop loop) {
        this.witness = witness;
        this.loop = loop;
    }

    @Override
    public void ask(GrantRequest request, Consumer<Answer> answer) {
        witness.ask(request, said -> loop.post(() -> answer.accept(said)));
    }

    @Override
    public void release(NodeName holder, long term, long number) {
        witness.release(holder, term, number);
    }
}
