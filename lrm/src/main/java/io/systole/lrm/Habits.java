package io.systole.lrm;

import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.agent.AgentClasses.Prepared;
import io.systole.lrm.agent.Verdict;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What recurring operations were run with the last time. As long as the order is the same and goes well, nobody works out anew
 * every few seconds where the agent is, what it is told, and which digests belong to its parameters. Thread-safe.
 */
final class Habits {
    private final Map<OperationKey, Habit> habits = new ConcurrentHashMap<>();

    /**
     * How an order was prepared, and which digests its results have.
     *
     * @param request the very order; another one of the same content is not the same
     */
    record Habit(OperationRequest request, Prepared.Program program, SortedMap<String, String> digests) {}

    /** The habit of this order; none if it does not recur, or its last run did not go well. */
    Optional<Habit> of(OperationRequest request) {
        return Optional.ofNullable(habits.get(request.key())).filter(habit -> habit.request() == request);
    }

    /** This order was run so. What went well becomes a habit, what did not ends one. */
    void ended(OperationRequest request, Prepared prepared, Verdict verdict, SortedMap<String, String> digests) {
        if (request.key().recurring() && prepared instanceof Prepared.Program program && wentWell(request, verdict)) {
            habits.put(request.key(), new Habit(request, program, digests));
        } else {
            habits.remove(request.key());
        }
    }

    /** Whether this is what was expected of a run of this order. */
    static boolean wentWell(OperationRequest request, Verdict verdict) {
        return verdict.status() == ExecutionStatus.DONE && verdict.exitCode() == request.targetRc();
    }

    /** The operation does not recur any more. */
    void forget(OperationKey key) {
        habits.remove(key);
    }
}
