package io.systole.shell.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.systole.core.option.Score;
import io.systole.core.scheduler.Schedule;
import io.systole.core.scheduler.ScoreText;
import io.systole.core.scheduler.assign.ScoreLine;
import io.systole.core.simulate.Change;
import io.systole.core.simulate.Changes;
import io.systole.core.simulate.Injector;
import io.systole.core.simulate.Simulation;
import io.systole.core.transition.GraphAction;
import io.systole.core.transition.Synapse;
import java.util.Optional;

/** A simulation as JSON in a layout of our own, for programs: status, modifications, scores, changes with reasons, graph, execution. */
public final class SimulationJson {
    private SimulationJson() {}

    /** The document, with a line end. */
    public static String of(Simulation simulation) {
        ObjectNode root = StatusJson.tree(simulation.before());
        ObjectNode json = root.objectNode();
        json.set("status", root);
        ArrayNode modifications = json.putArray("modifications");
        var outline = new Outline();
        simulation.events().forEach(event -> StepText.event(outline, event));
        outline.text().lines().map(line -> line.substring("* ".length())).forEach(modifications::add);
        simulation.events().stream().filter(Injector.Event.Refused.class::isInstance).map(Injector.Event.Refused.class::cast)
                .forEach(refused -> json.withArray("refused").add(refused.sentence()));
        simulation.schedule().ifPresent(schedule -> schedule(json, simulation, schedule));
        simulation.execution().ifPresent(execution -> {
            var steps = new Outline();
            execution.steps().forEach(step -> StepText.step(steps, step));
            ArrayNode executed = json.putArray("executed");
            steps.text().lines().map(line -> line.startsWith("* ") ? line.substring("* ".length()) : line).forEach(executed::add);
        });
        simulation.after().ifPresent(after -> json.set("revised_status", StatusJson.tree(after)));
        return StatusJson.text(json);
    }

    private static void schedule(ObjectNode json, Simulation simulation, Schedule schedule) {
        ArrayNode scores = json.putArray("scores");
        simulation.scores().forEach(line -> score(scores.addObject(), line));
        ArrayNode changes = json.putArray("changes");
        Changes.of(schedule).forEach(change -> change(changes.addObject(), change));
        ArrayNode reasons = json.putArray("reasons");
        schedule.explanations().forEach(why -> reasons.addObject().put("subject", why.subject()).put("text", why.text()));
        ArrayNode problems = json.putArray("problems");
        schedule.problems().forEach(problems::add);
        ArrayNode graph = json.putArray("graph");
        schedule.graph().synapses().forEach(synapse -> synapse(graph.addObject(), synapse));
    }

    private static void score(ObjectNode json, ScoreLine line) {
        switch (line) {
            case ScoreLine.AllocationScore score -> json.put("kind", "allocation").put("resource", score.resource().id())
                    .put("node", score.node().toString()).put("score", Score.text(score.score()));
            case ScoreLine.PromotionScore score -> {
                json.put("kind", "promotion").put("resource", score.instance().id());
                score.node().ifPresent(node -> json.put("node", node.toString()));
                json.put("score", Score.text(score.score()));
            }
            case ScoreLine.NodeCapacity capacity -> {
                json.put("kind", capacity.remaining() ? "remaining capacity" : "capacity").put("node", capacity.node().toString());
                ObjectNode amounts = json.putObject("amounts");
                capacity.free().forEach(amounts::put);
            }
            case ScoreLine.ResourceNeed need -> {
                json.put("kind", "need").put("resource", need.resource().id()).put("node", need.node().toString());
                ObjectNode amounts = json.putObject("amounts");
                need.need().forEach(amounts::put);
            }
        }
        json.put("text", ScoreText.of(line));
    }

    private static void change(ObjectNode json, Change change) {
        switch (change) {
            case Change.Fencing fencing -> {
                json.put("type", "fencing").put("action", fencing.action()).put("node", fencing.node());
                fencing.holder().ifPresent(holder -> json.put("holder", holder));
                json.put("reason", fencing.reason());
            }
            case Change.Resource resource -> {
                json.put("type", "resource").put("action", resource.kind().text()).put("resource", resource.resource());
                put(json, "from", resource.from());
                put(json, "to", resource.to());
                json.put("role", resource.role().text()).put("next_role", resource.nextRole().text()).put("reason", resource.reason())
                        .put("blocked", resource.blocked());
            }
        }
    }

    private static void put(ObjectNode json, String name, Optional<String> value) {
        value.ifPresentOrElse(text -> json.put(name, text), () -> json.putNull(name));
    }

    private static void synapse(ObjectNode json, Synapse synapse) {
        json.put("id", synapse.id()).put("priority", synapse.priority());
        ArrayNode actions = json.putArray("actions");
        for (GraphAction action : synapse.actions()) {
            actions.addObject().put("id", action.id()).put("label", action.label())
                    .put("mark", action instanceof GraphAction.PseudoAction).put("reason", action.reason());
        }
        ArrayNode inputs = json.putArray("inputs");
        synapse.inputs().forEach(inputs::add);
    }
}
