package io.systole.core.scheduler;

import io.systole.core.scheduler.assign.Placements;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.reason.Decision;
import io.systole.core.scheduler.reason.DecisionText;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.transition.TransitionGraph;
import java.util.List;

/**
 * The scheduler's answer: where everything should be, why, and what has to be done.
 *
 * @param plan all actions that were considered, as settled in the end
 * @param graph the actions in their order
 * @param explanations for each resource and node why it is where it is and why actions are needed or blocked
 * @param problems configuration errors and warnings met on the way, one sentence each
 */
public record Schedule(ActionPlan plan, TransitionGraph graph, List<Explanation> explanations, List<String> problems) {
    public Schedule {
        explanations = List.copyOf(explanations);
        problems = List.copyOf(problems);
    }

    /** What is. */
    public ClusterSnapshot snapshot() {
        return plan.snapshot();
    }

    /** Where everything should be. */
    public Placements placements() {
        return plan.placements();
    }

    /** Why each action is needed or blocked. */
    public List<ActionReason> actionReasons() {
        return ActionReason.of(plan);
    }

    /**
     * Why something is so.
     *
     * @param subject a resource or node id
     * @param decision what is to become of it, with all its reasons
     */
    public record Explanation(String subject, Decision decision) {
        /** In plain words: {@code stays stopped: no node has a score of 0 or more (n2 is banned by location loc-web)}. */
        public String text() {
            return DecisionText.of(decision);
        }
    }
}
