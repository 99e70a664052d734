package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.controller.status.FailCounts;
import io.systole.core.controller.status.HistoryEntries;
import io.systole.core.controller.status.NodeStates;
import io.systole.core.controller.status.ResourceHistory;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.ExitCode;
import io.systole.core.peer.PeerMessage;
import io.systole.core.transition.AfterAbort;
import io.systole.core.transition.GraphAction;
import io.systole.core.transition.TransitionEngine;
import io.systole.core.transition.TransitionKey;
import java.util.Optional;

/** Records results in the status section and matches them to the running graph (B.3 and B.4 of the controller and status reference). */
final class ResultRecorder {
    private final Context context;
    private final Sequencer sequencer;
    private final TransitionDriver driver;

    ResultRecorder(Context context, Sequencer sequencer, TransitionDriver driver) {
        this.context = context;
        this.sequencer = sequencer;
        this.driver = driver;
    }

    /** Records a result of a member; {@code counted} says that an earlier DC has counted its failure. */
    void record(NodeName node, PeerMessage.Result result, boolean counted) {
        if (result.status() == ExecutionStatus.INVALID) {
            driver.dispatcher().refused(node, result);
        } else {
            driver.dispatcher().answered(result.transitionKey());
            write(node, result);
        }
        boolean failed = HistoryEntries.failed(result.status().recorded(result.exitCode()), result.exitCode(),
                TransitionKey.parse(result.transitionKey()).map(TransitionKey::targetRc).orElse(0));
        Optional<TransitionKey> key = TransitionKey.parse(result.transitionKey());
        boolean ignored = match(node, result, key, failed);
        if (failed && !counted && result.status() != ExecutionStatus.INVALID) {
            boolean outside = key.map(TransitionKey::fromOutside).orElse(true);
            FailCounts.weight(result.key(), ignored, driver.failureIsFatal(), outside).ifPresent(weight -> {
                sequencer.update(FailCounts.raise(sequencer.cib(), node, result.key(), weight, context.now().clock()));
                driver.abort("Transient attribute change");
            });
        }
        tellPeople(node, result, failed);
    }

    private void write(NodeName node, PeerMessage.Result result) {
        Cib cib = sequencer.cib();
        if (result.status() == ExecutionStatus.CANCELLED) {
            Element history = NodeStates.history(cib, node);
            Element without = ResourceHistory.removeEntry(history, result.key().resource(), HistoryEntries.id(result.key()));
            if (without != history) {
                sequencer.update(NodeStates.withHistory(cib, node, without));
            }
        } else {
            sequencer.update(ActionDispatcher.merge(cib, node, result.resource()));
        }
    }

    /** Finds the action that this result answers; true if its failure is to be ignored ({@code on-fail=ignore}). */
    private boolean match(NodeName node, PeerMessage.Result result, Optional<TransitionKey> parsed, boolean failed) {
        if (parsed.isEmpty()) {
            driver.abort("Bad event");
            return false;
        }
        TransitionKey key = parsed.get();
        if (key.fromOutside()) {
            driver.abort("Unexpected event");
            return false;
        }
        if (!key.uuid().equals(driver.uuid()) || key.action() < 0) {
            driver.abort("Foreign event");
            return false;
        }
        TransitionEngine engine = driver.engine().orElse(null);
        if (result.status() == ExecutionStatus.CANCELLED) {
            cancelled(node, result, engine, key);
            return false;
        }
        if (engine == null || engine.number() != key.transition()) {
            driver.abort(result.key().recurring() ? "Change in recurring result" : engine == null ? "Inactive graph" : "Old event");
            return false;
        }
        Optional<GraphAction> action = engine.action(key.action());
        if (action.isEmpty()) {
            driver.abort("Unknown event");
            return false;
        }
        boolean ignored = action.get() instanceof GraphAction.ResourceAction resource && resource.canFail();
        if (engine.inFlight(key.action())) {
            if (failed && !ignored) {
                engine.fail(key.action());
                driver.abort("Event failed", engine.priority(key.action()) + 1, AfterAbort.RESTART);
            } else {
                engine.confirm(key.action());
            }
        } else if (result.key().recurring()) {
            driver.abort("Change in recurring result");
        }
        return ignored;
    }

    /** A cancel is confirmed by the end of the operation, whoever ended it; a cancelled order will never be done. */
    private void cancelled(NodeName node, PeerMessage.Result result, TransitionEngine engine, TransitionKey key) {
        if (engine == null) {
            return;
        }
        engine.inFlight().stream()
                .filter(action -> action instanceof GraphAction.CancelAction cancel && cancel.on().equals(node)
                        && cancel.key().equals(result.key()))
                .forEach(action -> engine.confirm(action.id()));
        boolean order = engine.action(key.action()).filter(GraphAction.ResourceAction.class::isInstance).isPresent();
        if (engine.number() == key.transition() && order && engine.inFlight(key.action())) {
            engine.fail(key.action());
            driver.abort("Event failed", engine.priority(key.action()) + 1, AfterAbort.RESTART);
        }
    }

    private void tellPeople(NodeName node, PeerMessage.Result result, boolean failed) {
        boolean probe = result.key().operation().equals("monitor") && !result.key().recurring();
        boolean tellsState = result.exitCode() == ExitCode.OK || result.exitCode() == ExitCode.NOT_RUNNING
                || result.exitCode() == ExitCode.RUNNING_PROMOTED;
        boolean news = probe ? !tellsState : failed || !result.key().operation().equals("monitor");
        if (news && result.status() != ExecutionStatus.CANCELLED) {
            String text = result.key() + " on " + node + (failed ? " failed with exit code " + result.exitCode() : " succeeded")
                    + (result.exitReason().isEmpty() ? "" : ": " + result.exitReason());
            context.alert("resource", node, text, "rsc", result.key().resource().value(), "task", result.key().operation(),
                    "interval", Long.toString(result.key().interval().toMillis()), "rc", Integer.toString(result.exitCode()),
                    "status", Integer.toString(result.status().code()), "desc", result.exitReason());
        }
    }
}
