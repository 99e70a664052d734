package io.systole.core.fencing;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.List;

/** What a fencer wants done in the world; to be carried out in order. */
public sealed interface FencingEffect {
    /** Tell one member. */
    record Send(NodeName to, FencingMessage message) implements FencingEffect {}

    /** Tell all other members. */
    record Broadcast(FencingMessage message) implements FencingEffect {}

    /** Run an agent here and tell its end to {@link Fencer#agentEnded}. */
    record RunAgent(AgentCall call) implements FencingEffect {}

    /** End a run of an agent; its end is told all the same. */
    record KillAgent(long number) implements FencingEffect {}

    /** An operation has ended, here or elsewhere; {@code askers} of this node have waited for it. */
    record Concluded(FencingRecord record, List<Long> askers) implements FencingEffect {
        public Concluded {
            askers = List.copyOf(askers);
        }
    }

    /** The answer to {@link Fencer#lookUp}: lines for people, or why there are none. */
    record Answer(long number, boolean ok, List<String> lines, String message) implements FencingEffect {
        public Answer {
            lines = List.copyOf(lines);
        }
    }

    /** Write a poison pill for this node after this delay and tell {@link Fencer#poisoned}. */
    record Poison(String id, NodeName target, String reason, Duration delay) implements FencingEffect {}

    /** This node has to reset itself at once. */
    record ResetSelf(String reason) implements FencingEffect {}
}
