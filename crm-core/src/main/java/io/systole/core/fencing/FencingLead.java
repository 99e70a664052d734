package io.systole.core.fencing;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operations that this node leads: asks the members, has one after another try, and says how it ended. */
final class FencingLead {
    private static final Logger LOG = LoggerFactory.getLogger(FencingLead.class);
    /** How long a living member takes at most to say that it has begun. */
    private static final Duration ACCEPTANCE = Duration.ofSeconds(10);
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final FencingDesk desk;
    private final LocalDevices devices;
    private final Consumer<FencingRecord> progress;
    private final Map<String, FencingOperation> operations = new LinkedHashMap<>();

    /**
     * Leads nothing yet.
     *
     * @param progress hears each new state of a record that all are to know
     */
    FencingLead(FencingDesk desk, LocalDevices devices, Consumer<FencingRecord> progress) {
        this.desk = desk;
        this.devices = devices;
        this.progress = progress;
    }

    /** The operation that is under way for this. */
    Optional<FencingOperation> find(NodeName target, FencingAction action) {
        return operations.values().stream()
                .filter(each -> each.target().equals(target) && each.request.action() == action).findFirst();
    }

    boolean leads(String id) {
        return operations.containsKey(id);
    }

    void begin(FencingRequest request, FencingRecord record) {
        var asked = new TreeSet<>(desk.members());
        asked.add(desk.self);
        var offers = new Offers(request.target(), asked, request.lastResort() && asked.stream().allMatch(request.target()::equals));
        FenceSetup setup = desk.setup();
        var route = new FencingRoute(request.action(), setup.levels(request.target()), offers, setup.pillFences(request.target()),
                setup.watchdogFences(request.target()), setup.trouble(request.target()));
        var operation = new FencingOperation(request, record, offers, route);
        operations.put(record.id(), operation);
        progress.accept(record);
        Duration limit = request.timeout().multipliedBy(6).dividedBy(5);
        operation.questionsEnd = desk.after(limit, () -> {
            offers.timeIsOver();
            advance(operation);
        });
        desk.broadcast(new FencingMessage.Ask(record.id(), request.target(), request.action(), request.timeout()));
        devices.search(request.target(), request.timeout(), (found, remarks, doubtful, complete) ->
                offered(desk.self, new FencingMessage.Offer(record.id(), found, remarks, doubtful, complete)));
    }

    void offered(NodeName from, FencingMessage.Offer offer) {
        Optional.ofNullable(operations.get(offer.id())).ifPresent(operation -> {
            operation.offers.answered(from, offer);
            advance(operation);
        });
    }

    void accepted(NodeName from, FencingMessage.Accepted accepted) {
        current(accepted.id(), accepted.attempt(), from).ifPresent(operation ->
                patience(operation, accepted.within().multipliedBy(6).dividedBy(5).plus(SLACK)));
    }

    void ended(NodeName from, FencingMessage.Ended ended) {
        current(ended.id(), ended.attempt(), from).ifPresent(operation -> {
            if (ended.success()) {
                succeeded(operation);
            } else {
                failed(operation, ended.timedOut(), ended.reason());
            }
        });
    }

    /** A node is no longer a member: what it was doing counts as failed. */
    void lost(NodeName node) {
        for (FencingOperation operation : List.copyOf(operations.values())) {
            operation.offers.lost(node);
            if (operation.current != null && operation.current.node().equals(node)) {
                failed(operation, false, node + " was lost meanwhile");
            } else {
                advance(operation);
            }
        }
    }

    /** A human has seen that this node is down: who waits for that need not wait any longer. */
    void confirmed(NodeName target, String reason) {
        for (FencingOperation operation : List.copyOf(operations.values())) {
            if (operation.target().equals(target) && operation.request.action().takesDown()) {
                FencingRoute.Attempt attempt = operation.current;
                if (attempt != null) {
                    endAttempt(operation);
                    withdraw(operation, attempt);
                }
                operation.record = operation.record.executing(FencingRecord.HUMAN);
                conclude(operation, FencingRecord.DONE, reason);
            }
        }
    }

    private void withdraw(FencingOperation operation, FencingRoute.Attempt attempt) {
        NodeName node = attempt.node();
        if (node.equals(desk.self)) {
            devices.withdraw(operation.id() + "/" + operation.attempt);
        } else {
            desk.add(new FencingEffect.Send(node, new FencingMessage.Withdraw(operation.id(), operation.attempt)));
        }
    }

    private Optional<FencingOperation> current(String id, int attempt, NodeName from) {
        return Optional.ofNullable(operations.get(id)).filter(operation -> operation.current != null && operation.attempt == attempt
                && operation.current.node().equals(from));
    }

    private void advance(FencingOperation operation) {
        if (operation.busy() || !operations.containsKey(operation.id())) {
            return;
        }
        switch (operation.route.next()) {
            case FencingRoute.Wait wait -> { }
            case FencingRoute.Attempt attempt -> attempt(operation, attempt);
            case FencingRoute.Poison poison -> poison(operation);
            case FencingRoute.SelfReset reset -> selfReset(operation, reset.lastResort());
            case FencingRoute.Success success -> conclude(operation, FencingRecord.DONE, success.reason());
            case FencingRoute.Failure failure -> conclude(operation, failure.status(), failure.reason());
        }
    }

    private void attempt(FencingOperation operation, FencingRoute.Attempt attempt) {
        operation.route.begun(attempt);
        operation.current = attempt;
        operation.attempt++;
        operation.record = operation.record.executing(attempt.node().value());
        progress.accept(operation.record);
        FencingMessage.Run order = operation.order();
        LOG.info("{} lets {} on {} do '{}' of {}", desk.self, attempt.device(), attempt.node(), attempt.action().word(),
                operation.target());
        if (!attempt.node().equals(desk.self)) {
            patience(operation, ACCEPTANCE);
            desk.add(new FencingEffect.Send(attempt.node(), order));
            return;
        }
        int number = operation.attempt;
        devices.run(operation.id() + "/" + number, order, operation.request.lastResort(), (success, timedOut, reason) ->
                ended(desk.self, new FencingMessage.Ended(operation.id(), number, success, timedOut, reason)));
    }

    private void patience(FencingOperation operation, Duration limit) {
        desk.agenda.cancel(operation.patience);
        operation.patience = desk.after(limit, () -> {
            withdraw(operation, operation.current);
            failed(operation, true, operation.current.node() + " did not answer in time");
        });
    }

    private void succeeded(FencingOperation operation) {
        FencingRoute.Attempt attempt = operation.current;
        endAttempt(operation);
        operation.route.succeeded(attempt);
        if (operation.route.oneIsEnough()) {
            conclude(operation, FencingRecord.DONE, operation.route.summary());
        } else {
            advance(operation);
        }
    }

    private void failed(FencingOperation operation, boolean timedOut, String reason) {
        FencingRoute.Attempt attempt = operation.current;
        endAttempt(operation);
        LOG.warn("{} on {} could not do '{}' of {}: {}", attempt.device(), attempt.node(), attempt.action().word(), operation.target(),
                reason);
        operation.route.failed(attempt, timedOut, reason);
        advance(operation);
    }

    private void endAttempt(FencingOperation operation) {
        desk.agenda.cancel(operation.patience);
        operation.patience = null;
        operation.current = null;
    }

    /** Rule C-143: a lost target is given the time of its watchdog; a living one is told, and must be gone then. */
    private void selfReset(FencingOperation operation, boolean lastResort) {
        NodeName target = operation.target();
        Duration time = desk.setup().watchdogTimeout();
        operation.selfReset = true;
        operation.record = operation.record.executing(target.value());
        progress.accept(operation.record);
        if (desk.members().contains(target)) {
            desk.add(new FencingEffect.Send(target, new FencingMessage.ResetYourself(operation.id(), operation.request.reason())));
        }
        desk.after(time, () -> {
            operation.selfReset = false;
            if (desk.members().contains(target)) {
                operation.route.selfResetFailed(target + " was told to reset itself and still answers after " + time.toSeconds() + " s");
                advance(operation);
                return;
            }
            operation.route.selfReset(target + " has had " + time.toSeconds() + " s to be reset by its own watchdog");
            if (lastResort) {
                conclude(operation, FencingRecord.DONE, operation.route.summary());
            } else {
                advance(operation);
            }
        });
    }

    private void poison(FencingOperation operation) {
        operation.selfReset = true;
        operation.record = operation.record.executing(desk.self.value());
        progress.accept(operation.record);
        FencingRequest request = operation.request;
        LOG.info("{} writes a poison pill for {}", desk.self, operation.target());
        Duration delay = request.delay().isNegative() ? Duration.ZERO : request.delay();
        desk.add(new FencingEffect.Poison(operation.id(), operation.target(), request.reason(), delay));
        // The victim's time, twice, for a disk that takes its own.
        operation.patience = desk.after(desk.setup().watchdogTimeout().plus(SLACK).multipliedBy(2).plus(delay), () ->
                poisoned(operation.id(), false, false, "the shared disk did not answer in time"));
    }

    /**
     * What came of a poison pill.
     *
     * @param obeyed whether the target has said that it has obeyed; else it has had its time
     */
    void poisoned(String id, boolean fenced, boolean obeyed, String reason) {
        FencingOperation operation = operations.get(id);
        if (operation == null || !operation.selfReset) {
            return;
        }
        operation.selfReset = false;
        endAttempt(operation);
        if (fenced && (obeyed || !desk.members().contains(operation.target()))) {
            conclude(operation, FencingRecord.DONE, reason);
        } else {
            operation.route.poisonFailed(fenced ? operation.target() + " was given a poison pill and still answers" : reason);
            advance(operation);
        }
    }

    private void conclude(FencingOperation operation, int status, String reason) {
        operations.remove(operation.id());
        desk.agenda.cancel(operation.questionsEnd);
        FencingRecord.State state = status == FencingRecord.DONE ? FencingRecord.State.DONE : FencingRecord.State.FAILED;
        progress.accept(operation.record.ended(state, operation.record.delegate(), desk.clock(), status, reason));
    }
}
