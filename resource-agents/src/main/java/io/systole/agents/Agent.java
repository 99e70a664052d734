package io.systole.agents;

import io.systole.core.cib.AgentId;
import java.nio.file.Path;

/**
 * An agent that is installed on this node.
 *
 * @param id what the resource asked for, for example {@code service:haproxy}
 * @param runsAs the class that really runs it: {@code lsb} for a {@code service} that has an init script; equals
 *     {@code id.agentClass()} otherwise. Exit codes are read by the rules of this class
 * @param path the file to execute, absolute
 * @param ocfRoot what {@code OCF_ROOT} must be for every call, {@code meta-data} included: the tree with the shell
 *     library of ClusterLabs when there is one (our own agents do not read it)
 */
public record Agent(AgentId id, String runsAs, Path path, Path ocfRoot) implements Resolution {
    /** True for an agent that follows the OCF contract (environment, exit codes, meta-data). */
    public boolean ocf() {
        return runsAs.equals(AgentCatalog.OCF);
    }
}
