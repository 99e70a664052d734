package io.systole.core.scheduler.order;

import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.transition.TransitionGraph;

/** Settles the plan and writes the graph. */
public final class Orderer {
    private Orderer() {}

    /** The graph of all actions that are needed and possible. */
    public static TransitionGraph order(ActionPlan plan) {
        OrderResolver.resolve(plan);
        var blocking = new ColocationBlock(plan);
        var propagation = new Propagation(plan, blocking);
        blocking.blockAll(propagation);
        new ProbeOrderings(plan).add();
        propagation.run();
        new InvalidOrderings(plan).disable();
        return new GraphBuilder(plan).build();
    }
}
