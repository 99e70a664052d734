package io.systole.core.simulate;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.CibFormat;
import io.systole.core.cib.Element;
import io.systole.core.option.Score;
import io.systole.core.option.WholeNumber;
import io.systole.core.transition.TransitionKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes results of operations and fail counts into the status as Pacemaker's simulator does (reference: T-66, T-78), so that
 * a saved result can be given to either program.
 */
final class HistoryWriter {
    private final StatusSection status;
    private final Instant clock;
    private final boolean fatalStart;

    /**
     * Writes into this status.
     *
     * @param clock the time that entries get
     * @param fatalStart one failed start is enough ({@code start-failure-is-fatal})
     */
    HistoryWriter(StatusSection status, Instant clock, boolean fatalStart) {
        this.status = status;
        this.clock = clock;
        this.fatalStart = fatalStart;
    }

    /**
     * A result to be recorded.
     *
     * @param resource id of the resource in the configuration
     * @param agent its agent
     * @param task operation, with a reload as {@code start}
     * @param intervalMillis 0 = once
     * @param expected the exit code that counts as success
     * @param exitCode how it ended
     * @param reason the agent's words
     * @param digest of the parameters; null if they are not known
     * @param extra attributes that only this kind of operation has
     */
    record Result(String resource, AgentId agent, String task, long intervalMillis, int expected, int exitCode, String reason,
                  String digest, Map<String, String> extra) {
        boolean failed() {
            return expected != exitCode;
        }
    }

    /** Records a result in the history that the state has under one of the names; entries are found or made by their ids. */
    void record(Element state, Result result, Iterable<String> entryIds, String... names) {
        status.change(state, changed -> StatusSection.child(changed, "lrm", changed.id(), lrm ->
                StatusSection.child(lrm, "lrm_resources", null, list -> {
                    Optional<Element> known = history(list, names);
                    Element history = known.orElseGet(() -> empty(names[names.length - 1], result.agent()));
                    for (String id : entryIds) {
                        history = StatusSection.put(history, entry(id, state, history, result));
                    }
                    Element written = history;
                    return known.map(old -> list.replacing(old, written)).orElseGet(() -> list.plus(written));
                })));
    }

    /** The ids of the entries that an operation leaves (table of T-66). */
    static List<String> entryIds(WrittenAction order, String resource, String task, boolean failed) {
        boolean recurring = order.intervalMillis() > 0;
        if (failed) {
            String failure = resource + "_last_failure_0";
            return recurring ? List.of(failure) : List.of(failure, resource + "_last_0");
        }
        return List.of(switch (task) {
            case "notify" -> resource + "_" + order.meta("notify_type").orElse("") + "_notify_" + order.meta("notify_operation").orElse("")
                    + "_0";
            case "cancel" -> resource + "_cancel_" + order.intervalMillis();
            case "migrate_to", "migrate_from" -> resource + "_" + task + "_0";
            default -> recurring ? resource + "_" + task + "_" + order.intervalMillis() : resource + "_last_0";
        });
    }

    private static Optional<Element> history(Element list, String... names) {
        for (String name : names) {
            Optional<Element> found = list.child("lrm_resource", name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Element empty(String id, AgentId agent) {
        return Element.of("lrm_resource", "id", id, "class", agent.agentClass(),
                "provider", agent.provider().isEmpty() ? null : agent.provider(), "type", agent.type());
    }

    private Element entry(String id, Element state, Element history, Result result) {
        int call = history.children("lrm_rsc_op").stream().filter(each -> !id.equals(each.id()))
                .mapToInt(each -> WholeNumber.parse(each.get("call-id"), 0)).max().orElse(0);
        int own = history.child("lrm_rsc_op", id).map(each -> WholeNumber.parse(each.get("call-id"), 0)).orElse(0);
        int next = Math.max(call, own) + 1;
        String key = TransitionKey.outside(next, result.expected()).toString();
        Element entry = Element.of("lrm_rsc_op",
                "id", id,
                "operation_key", result.resource() + "_" + result.task() + "_" + result.intervalMillis(),
                "operation", result.task(),
                "crm-debug-origin", "crm_simulate",
                "crm_feature_set", CibFormat.FEATURE_SET,
                "transition-key", key,
                "transition-magic", "0:" + result.exitCode() + ";" + key,
                "exit-reason", result.reason(),
                "on_node", state.get("uname"),
                "call-id", Integer.toString(next),
                "rc-code", Integer.toString(result.exitCode()),
                "op-status", "0",
                "interval", Long.toString(result.intervalMillis()),
                "last-rc-change", Long.toString(clock.getEpochSecond()),
                "exec-time", "0",
                "queue-time", "0",
                "op-digest", result.digest());
        for (Map.Entry<String, String> more : result.extra().entrySet()) {
            entry = entry.with(more.getKey(), more.getValue());
        }
        return entry;
    }

    /** Counts a failure (T-75, T-78); {@code say} hears of each attribute. */
    void countFailure(String node, String nodeId, String resource, String task, long intervalMillis, Consumer<Step.Attribute> say) {
        String suffix = resource + "#" + task + "_" + intervalMillis;
        boolean fatal = task.equals("stop") || task.equals("start") && fatalStart;
        Element state = status.stateOf(node, nodeId);
        int before = state.tree().filter(element -> ("fail-count-" + suffix).equals(element.get("name")))
                .mapToInt(element -> Score.parse(element.get("value"), 0)).sum();
        set(state, "fail-count-" + suffix, Score.text(fatal ? Score.INFINITY : Score.add(before, 1)), say);
        set(status.state(node).orElseThrow(), "last-failure-" + suffix, Long.toString(clock.getEpochSecond()), say);
    }

    private void set(Element state, String name, String value, Consumer<Step.Attribute> say) {
        status.change(state, changed -> StatusSection.attribute(changed, name, value));
        say.accept(new Step.Attribute(name, value, state.id()));
    }
}
