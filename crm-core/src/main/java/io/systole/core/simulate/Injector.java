package io.systole.core.simulate;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import io.systole.core.option.ClusterOption;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes a CIB look as if something had happened (reference: T-74 to T-78). */
public final class Injector {
    private final ClusterSnapshot before;
    private final List<Injection> injections;
    private final Instant clock;
    private final List<Event> events = new ArrayList<>();
    private Cib cib;

    private Injector(ClusterSnapshot before, List<Injection> injections, Instant clock) {
        this.before = before;
        this.injections = injections;
        this.clock = clock;
        this.cib = before.cib();
    }

    /**
     * What came of injections.
     *
     * @param cib the CIB afterwards
     * @param events what was done, in order
     */
    public record Result(Cib cib, List<Event> events) {
        public Result {
            events = List.copyOf(events);
        }
    }

    /** Something that was done or could not be done. */
    public sealed interface Event {
        /** An injection was applied. */
        record Applied(Injection injection) implements Event {}

        /** It set a node attribute. */
        record Attribute(Step.Attribute attribute) implements Event {}

        /** It could not be applied: a sentence. */
        record Refused(String sentence) implements Event {}
    }

    /**
     * Applies injections in their order.
     *
     * @param before the cluster as it is
     * @param clock the time that history entries get
     */
    public static Result apply(ClusterSnapshot before, List<Injection> injections, Instant clock) {
        return new Injector(before, injections, clock).run();
    }

    private Result run() {
        injections.forEach(this::apply);
        return new Result(cib, events);
    }

    private boolean namesNodes() {
        return injections.stream().anyMatch(Injection.NodeUp.class::isInstance);
    }

    private void apply(Injection injection) {
        events.add(new Event.Applied(injection));
        switch (injection) {
            case Injection.Quorum quorum -> cib = cib.withAttribute("have-quorum", quorum.value());
            case Injection.Watchdog watchdog -> cib = Properties.with(cib, "have-watchdog", watchdog.value());
            case Injection.NodeUp up -> {
                cib = NodeEntries.with(cib, up.node());
                state(up.node(), NodeStates::up);
            }
            case Injection.NodeDown down -> known(down.node(), NodeStates::down);
            case Injection.NodeFail fail -> known(fail.node(), NodeStates::lost);
            case Injection.TicketGrant grant -> ticket(grant.ticket(), "granted", "true");
            case Injection.TicketRevoke revoke -> ticket(revoke.ticket(), "granted", "false");
            case Injection.TicketStandby standby -> ticket(standby.ticket(), "standby", "true");
            case Injection.TicketActivate activate -> ticket(activate.ticket(), "standby", "false");
            case Injection.Operation operation -> operation(operation.text());
        }
    }

    /** Changes the state of a node, if there is such a node or nodes may be made (T-77). */
    private void known(String node, UnaryOperator<Element> change) {
        if (exists(node)) {
            state(node, change);
        }
    }

    private boolean exists(String node) {
        boolean there = namesNodes() || before.nodes().stream().anyMatch(each -> each.name().value().equals(node));
        if (!there) {
            events.add(new Event.Refused("There is no node " + node + "; -u " + node + " would make one"));
        }
        return there;
    }

    private void state(String node, UnaryOperator<Element> change) {
        var status = new StatusSection(cib);
        status.change(status.stateOf(node, id(node)), change);
        write(status, node);
    }

    /** The id of a node: configured, else recorded, else its name. */
    private String id(String node) {
        return cib.section("nodes").children("node").stream().filter(each -> node.equals(each.get("uname"))).map(Element::id)
                .findFirst()
                .or(() -> before.nodes().stream().filter(each -> each.name().value().equals(node)).map(each -> each.id()).findFirst())
                .orElse(node);
    }

    private void write(StatusSection status, String node) {
        cib = cib.withStatus(status.element());
        if (namesNodes()) {
            cib = NodeEntries.with(cib, node);
        }
    }

    private void ticket(String id, String attribute, String value) {
        cib = cib.withStatus(StatusSection.child(cib.status(), "tickets", null, tickets -> {
            Optional<Element> known = tickets.child("ticket_state", id);
            Element changed = known.orElseGet(() -> Element.of("ticket_state", "id", id)).with(attribute, value);
            return known.map(old -> tickets.replacing(old, changed)).orElseGet(() -> tickets.plus(changed));
        }));
    }

    private void operation(String text) {
        Optional<OperationOutcome> parsed = OperationOutcome.parse(text);
        if (parsed.isEmpty()) {
            int fields = OperationOutcome.fieldsOf(text);
            events.add(new Event.Refused(fields < 3 ? "Invalid operation spec: " + text + ".  Only found " + fields + " fields"
                    : "Invalid operation spec: " + text + ".  An operation is written RESOURCE_TASK_INTERVAL"));
            return;
        }
        OperationOutcome outcome = parsed.get();
        Optional<Resource> resource = resource(outcome.resource());
        if (resource.isEmpty()) {
            events.add(new Event.Refused("Invalid resource name: " + outcome.resource()));
            return;
        }
        if (!exists(outcome.node())) {
            return;
        }
        var status = new StatusSection(cib);
        var history = new HistoryWriter(status, clock, before.options().isTrue(ClusterOption.START_FAILURE_IS_FATAL));
        boolean counts = outcome.exitCode() != 0 && !(outcome.exitCode() == 7 && outcome.intervalMillis() == 0);
        if (counts) {
            history.countFailure(outcome.node(), id(outcome.node()), outcome.resource(), outcome.task(), outcome.intervalMillis(),
                    attribute -> events.add(new Event.Attribute(attribute)));
        }
        boolean failed = outcome.exitCode() != 0;
        var result = new HistoryWriter.Result(outcome.resource(), resource.get().agent().orElseThrow(), outcome.task(),
                outcome.intervalMillis(), 0, outcome.exitCode(), failed ? "Simulated action result" : "", null, Map.of());
        Element state = status.stateOf(outcome.node(), id(outcome.node()));
        history.record(state, result, entryIds(outcome, failed), outcome.resource());
        write(status, outcome.node());
    }

    private static List<String> entryIds(OperationOutcome outcome, boolean failed) {
        boolean recurring = outcome.intervalMillis() > 0;
        String last = recurring ? outcome.resource() + "_" + outcome.task() + "_" + outcome.intervalMillis()
                : outcome.resource() + "_last_0";
        String failure = outcome.resource() + "_last_failure_0";
        return !failed ? List.of(last) : recurring ? List.of(failure) : List.of(failure, last);
    }

    /** A primitive by its id, or that of an instance of it. */
    private Optional<Resource> resource(String name) {
        return before.resource(new ResourceId(name)).filter(Resource::isPrimitive)
                .or(() -> before.allResources().filter(Resource::isPrimitive)
                        .filter(each -> each.configuredId().equals(name.replaceFirst(":\\d+$", "")))
                        .findFirst());
    }
}
