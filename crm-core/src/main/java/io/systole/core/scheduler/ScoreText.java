package io.systole.core.scheduler;

import io.systole.core.option.Score;
import io.systole.core.scheduler.assign.ScoreLine;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Score lines as the text that {@code crm_simulate -s} and {@code -U} print, to the character (rules 2:P-1002, 5:T-71). */
public final class ScoreText {
    private ScoreText() {}

    /** The line, without indentation, bullet or line end. */
    public static String of(ScoreLine line) {
        return switch (line) {
            case ScoreLine.AllocationScore score -> "pcmk__" + score.placing().name().toLowerCase(Locale.ROOT) + "_assign: "
                    + score.resource() + " allocation score on " + score.node() + ": " + Score.text(score.score());
            case ScoreLine.PromotionScore score -> score.instance() + " promotion score "
                    + score.node().map(node -> "on " + node).orElse("(inactive)") + ": " + Score.text(score.score());
            case ScoreLine.NodeCapacity node -> (node.remaining() ? "Remaining: " : "Original: ") + node.node() + " capacity:"
                    + amounts(node.free());
            case ScoreLine.ResourceNeed need -> "pcmk__assign_resource: " + need.resource() + " utilization on " + need.node() + ":"
                    + amounts(need.need());
        };
    }

    private static String amounts(Map<String, Integer> amounts) {
        return amounts.entrySet().stream().map(entry -> " " + entry.getKey() + "=" + entry.getValue()).collect(Collectors.joining());
    }
}
