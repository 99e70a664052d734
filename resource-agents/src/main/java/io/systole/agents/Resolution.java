package io.systole.agents;

import io.systole.core.cib.AgentId;

/** What looking for an agent gives: the {@link Agent}, or {@link NotInstalled} with the reason. */
public sealed interface Resolution permits Agent, Resolution.NotInstalled {
    /** What was asked for. */
    AgentId id();

    /**
     * The agent is not on this node. Expected: nodes may differ.
     *
     * @param reason one sentence for people: what is missing, where we looked, which name was probably meant
     */
    record NotInstalled(AgentId id, String reason) implements Resolution {}
}
