package io.systole.core.scheduler.reason;

import io.systole.core.membership.NodeName;
import io.systole.core.option.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Decisions in plain words, to be read after the name of the resource or node. */
public final class DecisionText {
    private DecisionText() {}

    /** One sentence without subject and full stop: {@code stays on n1 (score 100: stickiness 100)}. */
    public static String of(Decision decision) {
        return switch (decision) {
            case Decision.Runs runs -> runs(runs);
            case Decision.Stops stops -> (stops.active() ? "is to be stopped: " : "stays stopped: ") + obstacles(stops);
            case Decision.CannotStart cannot -> (cannot.active() ? "is to be stopped on " + cannot.node() + ": "
                    : "should start on " + cannot.node() + " but cannot: ")
                    + (cannot.reason().isGiven() ? Sentence.of(cannot.reason()) : "the node cannot take it now");
            case Decision.LeftAlone alone -> "is left alone: " + Sentence.of(alone.reason()) + " (" + where(alone.activeOn()) + ")";
            case Decision.Blocked blocked -> blocked(blocked.activeOn());
            case Decision.Removed removed -> switch (removed.remains()) {
                case LEFT_ALONE -> "was removed from the configuration and is left alone: stop-removed-resources is false";
                case EXCESS_INSTANCE -> "is an instance more than its clone may have";
                case DELETED -> "was removed from the configuration; it is stopped and its history deleted";
            };
            case Decision.Unclean unclean -> "is unclean: " + Sentence.of(unclean.reason(), unclean.node().value());
            case Decision.BroughtDown down -> "is brought down with " + down.launcher();
            case Decision.Leaves leaves -> "leaves the cluster as soon as its resources have stopped";
        };
    }

    private static String runs(Decision.Runs runs) {
        String way = runs.from().contains(runs.node()) ? "stays on "
                : runs.from().isEmpty() ? "starts on " : "moves from " + names(runs.from()) + " to ";
        String parts = runs.parts().stream().map(part -> Sentence.of(part.reason()) + " " + Score.text(part.score()))
                .collect(Collectors.joining(", "));
        return way + runs.node() + (runs.promoted() ? ", promoted" : "") + " (score " + Score.text(runs.score())
                + (parts.isEmpty() ? "" : ": " + parts) + ")";
    }

    private static String obstacles(Decision.Stops stops) {
        var all = new ArrayList<String>();
        stops.general().forEach(reason -> all.add(Sentence.of(reason)));
        stops.nodes().forEach(node -> all.add(obstacle(node)));
        String together = all.stream().distinct().collect(Collectors.joining("; "));
        if (stops.nodes().isEmpty()) {
            return together.isEmpty() ? "no node was left for it" : together;
        }
        return "no node has a score of 0 or more (" + together + ")";
    }

    private static String obstacle(Decision.Obstacle obstacle) {
        if (!obstacle.state().isEmpty()) {
            return obstacle.node() + " is " + obstacle.state();
        }
        String bans = obstacle.bans().stream().map(Sentence::of).distinct().collect(Collectors.joining(", "));
        return bans.isEmpty() ? obstacle.node() + " is not allowed by what it must be with" : obstacle.node() + " is banned by " + bans;
    }

    private static String blocked(List<NodeName> activeOn) {
        String where = where(activeOn);
        return activeOn.size() > 1 ? "is blocked: it may be active on one node only (" + where + "), and multiple-active is block"
                : "is blocked: a failure or a lost ticket keeps the cluster from touching it (" + where
                        + "); clean it up when it is repaired";
    }

    private static String where(List<NodeName> activeOn) {
        return activeOn.isEmpty() ? "it is stopped" : "it runs on " + names(activeOn);
    }

    private static String names(List<NodeName> nodes) {
        return nodes.stream().map(NodeName::value).collect(Collectors.joining(", "));
    }
}
