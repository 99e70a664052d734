package io.systole.shell.format;

import io.systole.core.scheduler.ScoreText;
import io.systole.core.scheduler.assign.ScoreLine;
import io.systole.core.simulate.Changes;
import io.systole.core.simulate.Simulation;
import io.systole.core.status.ClusterStatus;
import io.systole.core.status.Summary;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** The text of {@code crm_simulate}, in the layout of Pacemaker 3.0 to the character (reference: T-1 to T-8). */
public final class SimulationText {
    private final View view;
    private final StringBuilder text = new StringBuilder();
    private boolean spoken;

    private SimulationText(View view) {
        this.view = view;
    }

    /**
     * What is shown.
     *
     * @param quiet nothing but scores
     * @param scores allocation and promotion scores ({@code -s})
     * @param utilization what nodes have and resources need ({@code -U})
     * @param attributes node attributes ({@code -A})
     * @param failCounts fail counts and failures ({@code -c})
     * @param reasons why everything is where it is ({@code -V})
     * @param dateLine the line that tells the time that counts; empty if there is none
     * @param zone in which times are shown
     */
    public record View(
            boolean quiet,
            boolean scores,
            boolean utilization,
            boolean attributes,
            boolean failCounts,
            boolean reasons,
            String dateLine,
            ZoneId zone) {}

    /** The whole text, line ends included. */
    public static String of(Simulation simulation, View view) {
        var text = new SimulationText(view);
        if (view.quiet()) {
            text.scores(simulation);
        } else {
            text.before(simulation);
            text.schedule(simulation);
        }
        return text.text.toString();
    }

    private void before(Simulation simulation) {
        line(view.dateLine());
        Summary summary = simulation.before().summary();
        if (summary.maintenance()) {
            text.append("\n              *** Resource management is DISABLED ***\n"
                    + "  The cluster will not attempt to start, stop or recover services\n");
            spoken = true;
        }
        if (summary.disabled() > 0 || summary.blocked() > 0) {
            text.append(spoken ? "\n" : "").append(summary.disabled()).append(" of ").append(summary.instances())
                    .append(" resource instances DISABLED and ").append(summary.blocked())
                    .append(" BLOCKED from further action due to failure\n");
            spoken = true;
        }
        status("Current cluster status", simulation.before(), false);
        if (!simulation.events().isEmpty()) {
            var outline = new Outline("Performing Requested Modifications");
            simulation.events().forEach(event -> StepText.event(outline, event));
            block(outline);
            line(view.dateLine());
        }
    }

    private void status(String title, ClusterStatus status, boolean after) {
        var outline = new Outline(title);
        StatusView what = StatusView.simulation(after, view.attributes(), view.failCounts(), view.zone());
        new NodeText(what, outline).list(status);
        new ResourceText(what, outline).list(status);
        new HistoryText(what, outline).sections(status);
        block(outline);
    }

    private void schedule(Simulation simulation) {
        if (simulation.schedule().isEmpty()) {
            return;
        }
        scores(simulation);
        var summary = new Outline("Transition Summary");
        ChangeText.lines(Changes.of(simulation.schedule().get())).forEach(summary::item);
        block(summary);
        if (view.reasons()) {
            var reasons = new Outline("Reasons");
            simulation.schedule().get().explanations().forEach(why -> reasons.item(why.subject() + " " + why.text()));
            simulation.schedule().get().actionReasons().forEach(action ->
                    reasons.item(action.action() + (action.blocked() ? " (blocked): " : ": ") + action.text()));
            block(reasons);
        }
        simulation.execution().ifPresent(execution -> {
            var outline = new Outline("Executing Cluster Transition");
            execution.steps().forEach(step -> StepText.step(outline, step));
            block(outline);
            line(view.dateLine());
        });
        simulation.after().ifPresent(after -> status("Revised Cluster Status", after, true));
    }

    private void scores(Simulation simulation) {
        if (simulation.schedule().isEmpty() || !view.scores() && !view.utilization()) {
            return;
        }
        List<String> lines = simulation.scores().stream().filter(this::shown).map(ScoreText::of).toList();
        if (view.quiet()) {
            text.append(lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
            text.append(simulation.execution().isPresent() ? "\n" : "");
            return;
        }
        var outline = new Outline(!view.utilization() ? "Assignment Scores"
                : view.scores() ? "Assignment Scores and Utilization Information" : "Utilization Information");
        lines.forEach(outline::item);
        block(outline);
    }

    private boolean shown(ScoreLine line) {
        return line.isScore() ? view.scores() : view.utilization();
    }

    private void line(String single) {
        text.append(single.isEmpty() ? "" : single + "\n");
    }

    private void block(Outline outline) {
        text.append(spoken ? "\n" : "").append(outline.text());
        spoken = true;
    }
}
