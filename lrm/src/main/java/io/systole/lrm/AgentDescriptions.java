package io.systole.lrm;

import io.systole.core.cib.AgentId;
import io.systole.core.operation.DeclaredParameters;
import java.util.Optional;

/** What agents say of their parameters in their meta-data, as far as results need it. May block; any thread. */
public interface AgentDescriptions {
    /**
     * The declared parameters of an agent.
     *
     * @param fresh ask the agent again, since it may have been upgraded; otherwise what was heard before will do
     * @return empty if its meta-data cannot be read
     */
    Optional<DeclaredParameters> of(AgentId agent, boolean fresh);

    /** Knows nothing: results carry op-digest only. */
    static AgentDescriptions none() {
        return (agent, fresh) -> Optional.empty();
    }
}
