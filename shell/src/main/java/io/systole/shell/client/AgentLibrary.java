package io.systole.shell.client;

import io.systole.core.cib.AgentId;
import java.util.List;
import java.util.Optional;

/** The resource agents installed on this node. Found by {@link java.util.ServiceLoader}; without one nothing is known of agents. */
public interface AgentLibrary {
    /** No agent is known. */
    AgentLibrary NONE = new AgentLibrary() {
        @Override
        public List<String> classes() {
            return List.of();
        }

        @Override
        public List<String> providers(String agentClass) {
            return List.of();
        }

        @Override
        public List<String> types(String agentClass, String provider) {
            return List.of();
        }

        @Override
        public Optional<String> metadata(AgentId agent) {
            return Optional.empty();
        }
    };

    /** The agent classes that this node can run, for example {@code ocf}, {@code lsb}. */
    List<String> classes();

    /** The providers of a class, sorted; empty for classes without providers. */
    List<String> providers(String agentClass);

    /** The agent types of a class and provider (empty = all providers), sorted. */
    List<String> types(String agentClass, String provider);

    /**
     * Runs an agent here and now, with the rights of this process, and waits for its end.
     *
     * @throws UnsupportedOperationException where no agent can be run
     */
    default AgentRun.End run(AgentRun run) {
        throw new UnsupportedOperationException("no agent can be run here");
    }

    /**
     * A place to try an agent out, with the rights of this process. Who opens it closes it.
     *
     * @throws UnsupportedOperationException where no agent can be run
     */
    default AgentBench bench() {
        throw new UnsupportedOperationException("no agent can be run here");
    }

    /** Why this program, an absolute path, cannot be run on this node, one sentence; empty if it can, or if nothing is known of it. */
    default Optional<String> obstacle(String program) {
        return Optional.empty();
    }

    /**
     * The agent's own metadata document, for an init script one made of its header; empty if there is no such agent or it has none.
     * May run the agent.
     */
    Optional<String> metadata(AgentId agent);
}
