package io.systole.core.transition;

import io.systole.core.throttle.HeldBack;
import io.systole.core.throttle.JobLimits;
import io.systole.core.transition.GraphAction.FenceAction;
import io.systole.core.transition.GraphAction.PseudoAction;
import io.systole.core.transition.GraphAction.ResourceAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Carries out one transition graph: says which actions are due, hears how they ended, and knows when all is over.
 *
 * <p>A synapse fires when all its inputs are confirmed and none has failed; with infinite priority a failed input counts as
 * done. After an abort what is in flight is waited for, and synapses of lower priority than the abort are skipped
 * (rules C-41 to C-45). Pseudo actions confirm themselves. Times are monotonic.
 */
public final class TransitionEngine {
    private final int number;
    private final TransitionGraph graph;
    private final SortedMap<Integer, Progress> progress = new TreeMap<>();
    private int abortPriority = -1;
    private String abortReason = "";
    private AfterAbort end = AfterAbort.DONE;
    private List<HeldBack> held = List.of();

    /** Starts with nothing fired. */
    public TransitionEngine(int number, TransitionGraph graph) {
        this.number = number;
        this.graph = graph;
        for (Synapse synapse : graph.synapses()) {
            for (GraphAction action : synapse.actions()) {
                if (progress.put(action.id(), new Progress(synapse, action)) != null) {
                    throw new IllegalStateException("transition " + number + " has two actions with the number " + action.id());
                }
            }
        }
    }

    /** The number of this transition. */
    public int number() {
        return number;
    }

    /** What is carried out. */
    public TransitionGraph graph() {
        return graph;
    }

    /**
     * The actions that are due now; they count as sent from this call on.
     *
     * @param limits how much may be under way at a time, as of now
     */
    public List<GraphAction> fire(Duration now, JobLimits limits) {
        var due = new ArrayList<GraphAction>();
        boolean again = true;
        while (again) {
            again = false;
            var count = new JobCount(limits, graph);
            inFlight().forEach(count::add);
            for (Synapse synapse : graph.synapses()) {
                if (mayFire(synapse) && count.admits(synapse)) {
                    again |= fire(synapse, now, due);
                    synapse.actions().forEach(count::add);
                }
            }
            held = count.held();
        }
        return due;
    }

    /** What could have begun at the last {@link #fire}, were not enough under way. */
    public List<HeldBack> held() {
        return held;
    }

    /** An action has succeeded; false if it was not in flight. */
    public boolean confirm(int action) {
        return finish(action, false);
    }

    /** An action has failed, was lost, or can no longer happen; false if it was over already. */
    public boolean fail(int action) {
        return finish(action, true);
    }

    /** Asks for an early end; the greatest priority and the strongest wish so far count. */
    public void abort(String reason, int priority, AfterAbort wish) {
        if (priority > abortPriority) {
            abortPriority = priority;
            abortReason = reason;
        }
        if (wish.compareTo(end) > 0) {
            end = wish;
        }
    }

    /** Actions in flight whose time is over (action timeout + start delay + cluster delay, rule C-57). */
    public List<GraphAction> lost(Duration now) {
        return progress.values().stream().filter(one -> one.state == State.SENT && one.deadline.compareTo(now) <= 0)
                .map(one -> one.action).toList();
    }

    /** When the next action in flight would count as lost. */
    public Optional<Duration> nextDeadline() {
        return progress.values().stream().filter(one -> one.state == State.SENT).map(one -> one.deadline).min(Duration::compareTo);
    }

    /** True if nothing is in flight and nothing more will fire; limits hold nothing back while nothing is in flight. */
    public boolean over() {
        return inFlight().isEmpty() && graph.synapses().stream().noneMatch(this::mayFire);
    }

    /** What to do now that it is over. */
    public AfterAbort end() {
        return end;
    }

    /** Actions that were sent and have not ended. */
    public List<GraphAction> inFlight() {
        return progress.values().stream().filter(one -> one.state == State.SENT).map(one -> one.action).toList();
    }

    /** Actions that have not ended, sent or not. */
    public List<GraphAction> open() {
        return progress.values().stream()
                .filter(one -> one.state == State.WAITING || one.state == State.SENT).map(one -> one.action).toList();
    }

    /** The action with this number. */
    public Optional<GraphAction> action(int id) {
        return Optional.ofNullable(progress.get(id)).map(one -> one.action);
    }

    /** True if this action was sent and has not ended. */
    public boolean inFlight(int id) {
        Progress one = progress.get(id);
        return one != null && one.state == State.SENT;
    }

    /** The priority of the synapse that an action belongs to; 0 if there is no such action. */
    public int priority(int action) {
        Progress one = progress.get(action);
        return one == null ? 0 : one.synapse.priority();
    }

    /** Counts as of now. */
    public TransitionSummary summary() {
        int complete = 0;
        int pending = 0;
        int skipped = 0;
        int incomplete = 0;
        for (Synapse synapse : graph.synapses()) {
            if (all(synapse, State.ENDED)) {
                complete++;
            } else if (!all(synapse, State.WAITING)) {
                pending++;
            } else if (isSkipped(synapse)) {
                skipped++;
            } else {
                incomplete++;
            }
        }
        return new TransitionSummary(number, complete, pending, 0, skipped, incomplete, abortReason);
    }

    private boolean mayFire(Synapse synapse) {
        return all(synapse, State.WAITING) && !isSkipped(synapse) && inputsDone(synapse);
    }

    private boolean inputsDone(Synapse synapse) {
        for (int input : synapse.inputs()) {
            Progress one = progress.get(input);
            boolean failureCounts = synapse.priority() < Synapse.INFINITE_PRIORITY;
            if (one != null && (one.state != State.ENDED || one.failed && failureCounts)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSkipped(Synapse synapse) {
        return synapse.priority() < abortPriority && !isPseudo(synapse);
    }

    private static boolean isPseudo(Synapse synapse) {
        return synapse.actions().stream().allMatch(PseudoAction.class::isInstance);
    }

    private boolean all(Synapse synapse, State state) {
        return synapse.actions().stream().allMatch(action -> progress.get(action.id()).state == state);
    }

    /** True if something was confirmed at once, so that others may be due now. */
    private boolean fire(Synapse synapse, Duration now, List<GraphAction> due) {
        boolean confirmed = false;
        for (GraphAction action : synapse.actions()) {
            Progress one = progress.get(action.id());
            if (action instanceof PseudoAction) {
                one.state = State.ENDED;
                confirmed = true;
            } else {
                one.state = State.SENT;
                one.deadline = now.plus(patience(action));
                due.add(action);
            }
        }
        return confirmed;
    }

    private Duration patience(GraphAction action) {
        return switch (action) {
            case ResourceAction resource -> {
                Duration timeout = resource.request().timeout();
                Duration run = timeout.isZero() ? graph.clusterDelay() : timeout;
                yield run.plus(resource.request().startDelay()).plus(graph.clusterDelay());
            }
            case FenceAction fence -> fence.timeout().plus(graph.clusterDelay());
            case GraphAction.CancelAction cancel -> graph.clusterDelay();
            case GraphAction.ClusterAction cluster -> graph.clusterDelay();
            case PseudoAction pseudo -> Duration.ZERO;
        };
    }

    private boolean finish(int action, boolean failed) {
        Progress one = progress.get(action);
        if (one == null || one.state == State.ENDED || !failed && one.state != State.SENT) {
            return false;
        }
        one.state = State.ENDED;
        one.failed = failed;
        return true;
    }

    private enum State { WAITING, SENT, ENDED }

    private static final class Progress {
        private final Synapse synapse;
        private final GraphAction action;
        private State state = State.WAITING;
        private boolean failed;
        private Duration deadline = Duration.ZERO;

        Progress(Synapse synapse, GraphAction action) {
            this.synapse = synapse;
            this.action = action;
        }
    }
}
