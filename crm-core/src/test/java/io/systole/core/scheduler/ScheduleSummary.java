package io.systole.core.scheduler;

import io.systole.core.cib.Cib;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.simulate.TransitionSimulator;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Collectors;

/** A schedule as text for golden files: what is, what is done and why, what is afterwards. */
final class ScheduleSummary {
    private final StringBuilder text = new StringBuilder();

    private ScheduleSummary() {}

    static String of(Cib cib, Instant now) {
        Schedule schedule = Scheduler.schedule(cib, now, ZoneOffset.UTC);
        TransitionSimulator.Result result = TransitionSimulator.run(cib, schedule.graph(), now);
        Schedule next = Scheduler.schedule(result.cib(), now, ZoneOffset.UTC);
        var summary = new ScheduleSummary();
        summary.state("Now", schedule.snapshot());
        summary.section("Actions", GraphText.of(schedule.graph()));
        summary.section("Why", schedule.explanations().stream()
                .map(each -> "  " + each.subject() + " " + each.text() + "\n").collect(Collectors.joining()));
        summary.section("Problems", schedule.problems().stream().map(each -> "  " + each + "\n").collect(Collectors.joining()));
        summary.section("Look again at", schedule.graph().recheckBy().map(moment -> "  " + moment + "\n").orElse(""));
        summary.state("Afterwards", next.snapshot());
        summary.section("Still to do", GraphText.of(next.graph()));
        return summary.text.toString();
    }

    private void section(String title, String content) {
        if (!content.isEmpty()) {
            text.append(title).append(":\n").append(content).append('\n');
        }
    }

    private void state(String title, ClusterSnapshot snapshot) {
        var state = new StringBuilder();
        for (Node node : snapshot.nodes()) {
            state.append("  node ").append(node).append(": ").append(node.stateText())
                    .append(node.shuttingDown() ? ", leaving" : "").append('\n');
        }
        snapshot.configuredOrder().forEach(resource -> resource(state, resource, "  "));
        snapshot.failures().forEach(failure -> state.append("  failed: ").append(failure.entry().get("operation_key"))
                .append(" on ").append(failure.node()).append(failure.ignored() ? " (only shown)" : "").append('\n'));
        snapshot.failCounts().forEach(count -> state.append("  fail count of ").append(count.resource()).append(" on ")
                .append(count.node()).append(": ").append(count.count()).append('\n'));
        section(title, state.toString());
    }

    private void resource(StringBuilder state, Resource resource, String indent) {
        state.append(indent).append(resource.id()).append(": ").append(resource.role().text());
        if (!resource.activeOn().isEmpty() && resource.isPrimitive()) {
            state.append(" on ").append(resource.activeOn().stream().map(Node::toString).collect(Collectors.joining(", ")));
        }
        state.append(resource.failed() ? ", failed" : "").append(resource.blocked() ? ", blocked" : "")
                .append(resource.managed() ? "" : ", unmanaged").append(resource.inMaintenance() ? ", maintenance" : "")
                .append(resource.disabled() ? ", disabled" : "").append(resource.removed() ? ", removed" : "")
                .append(resource.pendingTask().isEmpty() ? "" : ", " + resource.pendingTask() + " under way").append('\n');
        resource.children().forEach(child -> resource(state, child, indent + "  "));
    }
}
