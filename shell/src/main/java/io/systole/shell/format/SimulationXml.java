package io.systole.shell.format;

import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.option.Score;
import io.systole.core.scheduler.assign.ScoreLine;
import io.systole.core.scheduler.snapshot.Role;
import io.systole.core.simulate.Change;
import io.systole.core.simulate.Changes;
import io.systole.core.simulate.Injection;
import io.systole.core.simulate.Injector;
import io.systole.core.simulate.Simulation;
import io.systole.core.simulate.Step;
import io.systole.core.status.ClusterStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A simulation as {@code crm_simulate --output-as=xml} of Pacemaker writes it, which programs read. */
public final class SimulationXml {
    private final SimulationText.View view;

    private SimulationXml(SimulationText.View view) {
        this.view = view;
    }

    /** The document for a request (the command line as typed). */
    public static String of(Simulation simulation, SimulationText.View view, String request) {
        var xml = new SimulationXml(view);
        var parts = new ArrayList<Element>();
        parts.add(xml.status("cluster_status", simulation.before()));
        if (!simulation.events().isEmpty()) {
            parts.add(modifications(simulation.events()));
        }
        simulation.schedule().ifPresent(schedule -> {
            if (view.scores() || view.utilization()) {
                String name = !view.utilization() ? "allocations" : view.scores() ? "allocations_utilizations" : "utilizations";
                parts.add(Element.of(name).withChildren(simulation.scores().stream()
                        .filter(line -> line.isScore() ? view.scores() : view.utilization()).map(SimulationXml::score).toList()));
            }
            parts.add(Element.of("actions").withChildren(Changes.of(schedule).stream().map(SimulationXml::change).toList()));
        });
        simulation.execution().ifPresent(execution ->
                parts.add(Element.of("transition").withChildren(execution.steps().stream().map(SimulationXml::step).toList())));
        simulation.after().ifPresent(after -> parts.add(xml.status("revised_cluster_status", after)));
        parts.add(Element.of("status", "code", "0", "message", "OK"));
        return CibWriter.text(Element.of("pacemaker-result", "api-version", "2.25", "request", request).withChildren(parts));
    }

    private Element status(String name, ClusterStatus status) {
        return Element.of(name).withChildren(new StatusXml(status, view.zone()).simulated(view.attributes(), view.failCounts()));
    }

    private static Element modifications(List<Injector.Event> events) {
        Element all = Element.of("modifications");
        for (Injector.Event event : events) {
            switch (event) {
                case Injector.Event.Applied applied -> all = modification(all, applied.injection());
                case Injector.Event.Attribute attribute -> all = all.plus(attribute(attribute.attribute()));
                case Injector.Event.Refused refused -> { }
            }
        }
        return all;
    }

    private static Element modification(Element all, Injection injection) {
        return switch (injection) {
            case Injection.Quorum quorum -> all.with("quorum", quorum.value());
            case Injection.Watchdog watchdog -> all.with("watchdog", watchdog.value());
            case Injection.NodeUp up -> all.plus(node("Online", up.node()));
            case Injection.NodeDown down -> all.plus(node("Offline", down.node()));
            case Injection.NodeFail fail -> all.plus(node("Failing", fail.node()));
            case Injection.TicketGrant grant -> all.plus(ticket("Granting", grant.ticket()));
            case Injection.TicketRevoke revoke -> all.plus(ticket("Revoking", revoke.ticket()));
            case Injection.TicketStandby standby -> all.plus(ticket("Standby", standby.ticket()));
            case Injection.TicketActivate activate -> all.plus(ticket("Activating", activate.ticket()));
            case Injection.Operation operation -> all.plus(Element.of("inject_spec", "spec", operation.text()));
        };
    }

    private static Element node(String action, String node) {
        return Element.of("modify_node", "action", action, "node", node);
    }

    private static Element ticket(String action, String ticket) {
        return Element.of("modify_ticket", "action", action, "ticket", ticket);
    }

    private static Element attribute(Step.Attribute attribute) {
        return Element.of("inject_attr", "name", attribute.name(), "value", attribute.value(), "node_path", "/node_state", "cib_node",
                attribute.nodeId());
    }

    private static Element score(ScoreLine line) {
        return switch (line) {
            case ScoreLine.AllocationScore score -> Element.of("node_weight",
                    "function", "pcmk__" + score.placing().name().toLowerCase(Locale.ROOT) + "_assign",
                    "node", score.node().toString(), "score", Score.text(score.score()), "id", score.resource().id());
            case ScoreLine.PromotionScore score -> Element.of("promotion_score", "id", score.instance().id(),
                    "score", Score.text(score.score()), "node", score.node().map(Object::toString).orElse(null));
            case ScoreLine.NodeCapacity capacity -> Element.of("capacity").withAttributes(amounts(capacity.free(),
                    Map.of("node", capacity.node().toString(), "comment", capacity.remaining() ? "Remaining" : "Original")));
            case ScoreLine.ResourceNeed need -> Element.of("utilization").withAttributes(amounts(need.need(),
                    Map.of("resource", need.resource().id(), "node", need.node().toString(), "function", "pcmk__assign_resource")));
        };
    }

    private static SortedMap<String, String> amounts(Map<String, Integer> amounts, Map<String, String> fixed) {
        var all = new TreeMap<>(fixed);
        amounts.forEach((name, amount) -> all.put(name, Integer.toString(amount)));
        return all;
    }

    private static Element change(Change change) {
        return switch (change) {
            case Change.Fencing fencing -> Element.of("node_action", "task", "Fence (" + fencing.action() + ")", "node", fencing.node(),
                    "reason", fencing.reason());
            case Change.Resource resource -> resource(resource);
        };
    }

    private static Element resource(Change.Resource change) {
        boolean roles = change.role().above(Role.STARTED) || change.nextRole() == Role.PROMOTED;
        boolean same = change.role() == change.nextRole();
        Optional<String> only = change.from().isEmpty() ? change.to() : change.to().isEmpty() || change.from().equals(change.to())
                ? change.from() : Optional.empty();
        return Element.of("rsc_action",
                "action", change.kind().text().toLowerCase(Locale.ROOT),
                "resource", change.resource(),
                "role", roles ? change.role().text() : null,
                "next-role", roles && !same && change.to().isPresent() ? change.nextRole().text() : null,
                "node", only.orElse(null),
                "source", only.isPresent() ? null : change.from().orElse(null),
                "dest", only.isPresent() ? null : change.to().orElse(null),
                "reason", change.reason().isEmpty() ? null : change.reason(),
                "blocked", change.blocked() ? "true" : null);
    }

    private static Element step(Step step) {
        return switch (step) {
            case Step.Mark mark -> Element.of("pseudo_action", "task", mark.key(), "node", mark.node().orElse(null));
            case Step.Operation operation -> Element.of("rsc_action", "resource", operation.resource(), "op", operation.task(),
                    "node", operation.node(),
                    "interval", operation.intervalMillis() > 0 ? Long.toString(operation.intervalMillis()) : null);
            case Step.Fencing fencing -> Element.of("fencing_action", "target", fencing.node(), "op", fencing.action());
            case Step.ClusterTask task -> Element.of("cluster_action", "task", task.task(), "node", task.node(),
                    "id", task.resource().orElse(null));
            case Step.Pretence pretence -> Element.of("pretence", "action", Integer.toString(pretence.action()),
                    "rc", Integer.toString(pretence.exitCode()));
            case Step.Attribute attribute -> attribute(attribute);
        };
    }
}
