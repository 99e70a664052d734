package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.controller.status.ClusterProperties;
import io.systole.core.controller.status.NodeStates;
import io.systole.core.fencing.Unwatched;
import io.systole.core.membership.NodeName;
import io.systole.core.option.Truth;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long a DC leaves alone what may still run on nodes that do not follow it and were not fenced: until they have ended it by
 * themselves ({@link SelfFencing}). Counted from the last moment at which such a node may have been confirmed by any DC:
 * when it was lost here, or when the last of those who follow this DC stopped supporting another one, or when the witness
 * changed sides.
 */
final class TakeoverWait {
    private final Context context;
    private final Roster roster;
    private final SortedMap<NodeName, Duration> lostAt = new TreeMap<>();
    private Duration supportEnded = Duration.ZERO;
    private Duration granted = Duration.ZERO;
    private boolean anything;

    TakeoverWait(Context context, Roster roster) {
        this.context = context;
        this.roster = roster;
    }

    /** A member that followed this DC is gone. */
    void lost(NodeName node) {
        lostAt.put(node, context.now().uptime());
    }

    /** A member follows this DC from now on. */
    void joined(NodeName node, Duration sinceSupport) {
        lostAt.remove(node);
        Duration ended = context.now().uptime().minus(sinceSupport).plus(context.timeouts().failureDetection());
        supportEnded = later(supportEnded, ended);
        anything = true;
    }

    /** The witness has just given its grant to this part. */
    void granted() {
        granted = context.now().uptime();
    }

    /** When this node has ended by itself what ran on it; empty if it does not, or if nothing runs there. */
    Optional<Duration> endOf(NodeName node, Cib cib) {
        if (roster.has(node) || !context.backing().inForce() || NodeStates.down(cib, node)) {
            return Optional.empty();
        }
        Optional<Duration> alone = context.endedAlone(node);
        Duration last = later(lostAt.getOrDefault(node, Duration.ZERO), alone.orElse(Duration.ZERO));
        if (context.settings.quorum().loserKnowsIt()) {
            last = later(last, later(supportEnded, granted));
        } else if (alone.isEmpty()) {
            return Optional.empty();
        }
        return anything ? Optional.of(last.plus(context.settings.selfFencing().takeOver())) : Optional.empty();
    }

    /** Whom to wait for, in plain words; empty if nobody. With fencing nothing waits here: the scheduler has the node fenced first. */
    String reason(Cib cib) {
        if (fencing(cib)) {
            return "";
        }
        for (NodeName node : Unwatched.in(cib)) {
            if (!roster.has(node) && !NodeStates.down(cib, node)) {
                return "node " + Unwatched.reason(node) + "nothing ends what runs there: start its daemon, or see that it is down and say"
                        + " so with 'crm node fence-ack " + node + "'";
            }
        }
        for (NodeName node : context.settings.quorum().votes().keySet()) {
            Optional<Duration> end = endOf(node, cib).filter(at -> context.now().uptime().compareTo(at) < 0);
            if (end.isPresent()) {
                boolean hostAnswers = context.endedAlone(node).isPresent();
                return "waiting up to " + seconds(end.get().minus(context.now().uptime())) + " s until node " + node + (hostAnswers
                        ? " has a daemon again (its host answers) or has ended what runs there"
                        : " has ended by itself what runs there") + ": nothing has confirmed that it is down (self_fencing_time)";
            }
        }
        return "";
    }

    static boolean fencing(Cib cib) {
        return ClusterProperties.get(cib, "fencing-enabled").or(() -> ClusterProperties.get(cib, "stonith-enabled")).map(Truth::isTrue)
                .orElse(true);
    }

    private static long seconds(Duration span) {
        return span.plusMillis(999).toSeconds();
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
