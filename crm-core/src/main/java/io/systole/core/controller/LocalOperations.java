package io.systole.core.controller;

import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import io.systole.core.controller.status.HistoryEntries;
import io.systole.core.controller.status.ResourceHistory;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.ExitCode;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.operation.OperationResult;
import io.systole.core.peer.PeerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The member's side of operations: takes orders, remembers what became of them for the next join, and repeats each result
 * until a DC has recorded it.
 */
final class LocalOperations {
    private static final Set<String> BRINGS_UP = Set.of("start", "promote", "migrate_from", "migrate_to", "reload", "reload-agent");

    private final Context context;
    private final SortedMap<String, OperationRequest> running = new TreeMap<>();
    private final SortedMap<Long, PeerMessage.Result> unconfirmed = new TreeMap<>();
    private final Set<String> forgotten = new TreeSet<>();
    private Element history = Element.of("lrm_resources");
    private long sequence;
    private long lastCallId;
    private boolean leaving;

    LocalOperations(Context context) {
        this.context = context;
    }

    /** From now on nothing is started here any more. */
    void leaving() {
        leaving = true;
    }

    /** Takes an order; a refused one gives its result at once. */
    List<PeerMessage.Result> execute(OperationRequest request) {
        OperationRequest same = running.get(request.key().toString());
        if (same != null && same.transitionKey().equals(request.transitionKey())) {
            return List.of();
        }
        String refusal = leaving ? "the node is shutting down" : context.backing().mayStart() ? "" : "the node has lost its quorum";
        if (!refusal.isEmpty() && BRINGS_UP.contains(request.key().operation())) {
            return List.of(result(request, ExecutionStatus.INVALID, ExitCode.GENERIC, lastCallId + 1, refusal,
                    Element.of("lrm_resource", "id", request.key().resource().value())));
        }
        if (BRINGS_UP.contains(request.key().operation())) {
            // Nothing runs that the watchdog does not know of: this daemon may die before its next tick.
            context.backing().starts();
        }
        running.put(request.key().toString(), request);
        forgotten.remove(request.transitionKey());
        context.add(new Effect.Execute(request));
        return List.of();
    }

    void cancel(OperationKey key, String transitionKey) {
        context.add(new Effect.CancelOperation(key, transitionKey));
    }

    /** Drops all knowledge of a resource; what still runs of it is not recorded when it ends. */
    void forget(ResourceId resource) {
        history = ResourceHistory.forget(history, resource);
        running.values().removeIf(request -> {
            boolean concerned = request.key().resource().equals(resource);
            if (concerned) {
                forgotten.add(request.transitionKey());
            }
            return concerned;
        });
        context.add(new Effect.ForgetResource(resource));
    }

    /** True if something is known to run, or may run, here. */
    boolean anything() {
        return !running.isEmpty() || !history.children().isEmpty();
    }

    /** Everything was ended by force: nothing that was known before counts, and results that still come are nobody's. */
    void halted() {
        running.values().forEach(request -> forgotten.add(request.transitionKey()));
        running.clear();
        unconfirmed.clear();
        history = Element.of("lrm_resources");
    }

    /** Notes a result and says what the DC has to hear; that a notification has failed helps nobody, it would only be repeated. */
    PeerMessage.Result ended(OperationResult result) {
        OperationResult ended = result.request().key().operation().equals("notify") ? result.done() : result;
        OperationRequest request = ended.request();
        OperationKey key = request.key();
        lastCallId = Math.max(lastCallId, ended.callId());
        running.computeIfPresent(key.toString(), (name, last) -> last.transitionKey().equals(request.transitionKey()) ? null : last);
        if (forgotten.remove(request.transitionKey())) {
            return result(request, ended.status(), ended.exitCode(), ended.callId(), ended.exitReason(),
                    Element.of("lrm_resource", "id", key.resource().value()));
        }
        List<Element> entries = HistoryEntries.of(ended, context.self());
        Element resource = HistoryEntries.resource(key, request.agent(), entries);
        boolean failed = HistoryEntries.failed(ended.status(), ended.exitCode(), request.targetRc());
        if (ended.status() == ExecutionStatus.CANCELLED) {
            history = ResourceHistory.removeEntry(history, key.resource(), HistoryEntries.id(key));
        } else {
            if (!failed && ResourceHistory.endsRecurring(key)) {
                history = ResourceHistory.dropRecurring(history, key.resource());
            }
            history = ResourceHistory.merge(history, resource);
        }
        return result(request, ended.status(), ended.exitCode(), ended.callId(), ended.exitReason(), resource);
    }

    /** What a DC has to know when this node joins: results, and operations that run now. */
    Element report() {
        Element all = history;
        for (OperationRequest request : running.values()) {
            List<Element> pending = HistoryEntries.pending(request, context.self(), context.now().clock());
            all = ResourceHistory.merge(all, HistoryEntries.resource(request.key(), request.agent(), pending));
        }
        return ResourceHistory.replayed(all);
    }

    /** Results that no DC has recorded yet, oldest first, in the words of the present term. */
    List<PeerMessage.Result> unconfirmed(long term) {
        return new ArrayList<>(unconfirmed.values()).stream().map(one -> new PeerMessage.Result(term, one.sequence(), one.key(),
                one.transitionKey(), one.status(), one.exitCode(), one.callId(), one.exitReason(), one.resource())).toList();
    }

    void confirmed(long upTo) {
        unconfirmed.headMap(upTo + 1).clear();
    }

    /** What runs now, for people. */
    List<String> activity() {
        return running.values().stream().map(request -> request.key() + " is running here").toList();
    }

    private PeerMessage.Result result(OperationRequest request, ExecutionStatus status, int exitCode, long callId, String reason,
            Element resource) {
        var result = new PeerMessage.Result(0, ++sequence, request.key(), request.transitionKey(), status, exitCode, Math.max(0, callId),
                reason == null ? "" : reason, resource);
        unconfirmed.put(sequence, result);
        return result;
    }

    /** How long a result may stay unanswered before it is sent again. */
    Duration patience() {
        return context.timeouts().heartbeat().multipliedBy(2);
    }
}
