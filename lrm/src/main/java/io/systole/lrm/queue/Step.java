package io.systole.lrm.queue;

import java.time.Duration;

/** What the board wants done. Steps are to be performed in the order given. */
public sealed interface Step {
    /** The order this is about. */
    Order order();

    /** Start the agent; tell the board when it has ended. {@code queueTime} is how long the order has waited. */
    record Launch(Order order, Duration queueTime) implements Step {}

    /** End the running agent of this order with its whole process group; its end is still to be told. */
    record Kill(Order order) implements Step {}

    /** Report that this order has been cancelled; {@code transitionKey} is the canceller's, or the order's own. */
    record ReportCancelled(Order order, String transitionKey, String reason) implements Step {}

    /** Report the outcome of the run that has just ended. */
    record ReportOutcome(Order order) implements Step {}

    /**
     * Report success without a run: the first run is so far away that nobody should wait for it
     * (Pacemaker does so for a start-delay above five minutes).
     */
    record ReportDelayed(Order order, Duration firstDelay) implements Step {}
}
