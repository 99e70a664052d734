package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.controller.status.ClusterProperties;
import io.systole.core.membership.NodeName;
import io.systole.core.membership.QuorumSettings;
import io.systole.core.membership.TieBreaker;
import io.systole.core.membership.Verdict;
import io.systole.core.membership.Witnessing;
import io.systole.core.option.ClusterOption;
import io.systole.core.option.TimeSpan;
import io.systole.core.request.QuorumReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SortedSet;

/** Says of votes what an operator wants to know: who has which, what decides, what happens to who loses, what is risked. */
record QuorumView(Context context, Cib cib) {
    QuorumReport report(Verdict verdict, Coordinator coordinator, Optional<NodeName> dc) {
        QuorumSettings settings = context.settings.quorum();
        var sentences = new ArrayList<String>();
        sentences.add(verdict.reason());
        settings.votes().forEach((node, votes) -> sentences.add("node " + node + " has " + votes + (votes == 1 ? " vote" : " votes")
                + (context.membership().has(node) ? " and is here" : " and is not here")
                + (dc.filter(node::equals).isPresent() ? ", the DC" : "")));
        SortedSet<NodeName> counted = context.electorate().nodes(settings);
        sentences.add("half of the votes (" + settings.votesOf(counted) + " in all): " + tie(settings));
        if (!counted.containsAll(settings.nodes())) {
            sentences.add("only the votes of " + String.join(", ", counted.stream().map(NodeName::value).toList())
                    + " count: the others have been gone for longer than last_man_standing_window");
        }
        if (!verdict.quorate()) {
            sentences.add("if nodes that are missed never come back, the others go on when these have no line in systole.conf any more"
                    + " (doc/quorum.md, When nodes are gone for good)");
        }
        if (coordinator != null && !coordinator.witness().isEmpty()) {
            sentences.add("the witness said: " + coordinator.witness());
        }
        sentences.add(loser(settings));
        pills().ifPresent(sentences::add);
        var risks = new ArrayList<String>(risk(settings).stream().toList());
        watchdogRisk().ifPresent(risks::add);
        if (context.settings.pills() && !TakeoverWait.fencing(cib)) {
            risks.add("fence_disk is set in systole.conf, but stonith-enabled is false: nobody is fenced");
        }
        return new QuorumReport(sentences, risks);
    }

    private static String tie(QuorumSettings settings) {
        String breaker = settings.tieBreaker().rule() == TieBreaker.Rule.NONE
                ? settings.twoNode() ? "each half goes on (two_node)" : "nobody goes on" : "the half with the " + settings.tieBreaker()
                + " node goes on (tie_breaker)";
        return switch (settings.witness()) {
            case EXCLUSIVE -> "the half that the witness gives its grant goes on";
            case GATEWAY -> "who does not reach the gateway stops; of others, " + breaker;
            case NONE -> breaker;
        };
    }

    private String loser(QuorumSettings settings) {
        if (!context.settings.selfFencing().used()) {
            return "a node without quorum does not end its resources by force (self_fencing_time = off), and nobody waits for it";
        }
        if (!context.backing().inForce()) {
            return "a node without quorum keeps its resources (no-quorum-policy or maintenance-mode), and nobody waits for it";
        }
        String seconds = context.settings.selfFencing().time().toMillis() / 1000.0 + " s";
        return "a node without quorum ends its resources within " + seconds + (settings.loserKnowsIt()
                ? TakeoverWait.fencing(cib) ? "; the others have it fenced" : "; the others wait "
                + context.settings.selfFencing().takeOver().toMillis() / 1000.0 + " s before they start them"
                : "; the other node waits for that only if the lost one's host still answers");
    }

    private Optional<String> pills() {
        if (!context.settings.pills()) {
            return Optional.empty();
        }
        double seconds = context.settings.endedByWatchdog().map(Duration::toMillis).orElse(0L) / 1000.0;
        return Optional.of("a node is fenced by a poison pill on the shared disk (fence_disk): it is down when it says so there, or after "
                + seconds + " s" + (context.settings.quorum().twoNode() ? "; a node that does not see the disk ends what runs on it" : ""));
    }

    private Optional<String> watchdogRisk() {
        String timeout = ClusterProperties.get(cib, ClusterOption.FENCING_WATCHDOG_TIMEOUT.xmlName())
                .or(() -> ClusterProperties.get(cib, ClusterOption.FENCING_WATCHDOG_TIMEOUT.definition().legacyName())).orElse("0");
        boolean wanted = timeout.startsWith("-") || TimeSpan.intervalMillis(timeout) > 0;
        return wanted && !context.settings.watchdog() ? Optional.of("stonith-watchdog-timeout is set, but nodes have no watchdog here"
                + " (watchdog and self_fencing_time in systole.conf)") : Optional.empty();
    }

    private Optional<String> risk(QuorumSettings settings) {
        boolean bothGoOn = settings.twoNode();
        if (bothGoOn && !TakeoverWait.fencing(cib)) {
            return Optional.of("nodes that do not hear each other" + (settings.witness() == Witnessing.GATEWAY
                    ? " but both reach the gateway" : "") + " run everything twice: no fencing is enabled and nothing lets only one go on"
                    + " (arbitrator, disk or tie_breaker instead of two_node would)");
        }
        boolean keeps = !context.backing().inForce() && !TakeoverWait.fencing(cib);
        return keeps ? Optional.of("resources of a lost node may run twice: no fencing is enabled, and it is not told to end them")
                : Optional.empty();
    }
}
