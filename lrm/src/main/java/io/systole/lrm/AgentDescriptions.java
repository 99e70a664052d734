package io.systole.lrm;

import io.systole.agents.Agent;
import io.systole.agents.AgentCatalog;
import io.systole.agents.AgentMetadata;
import io.systole.agents.MetadataException;
import io.systole.agents.Resolution;
import io.systole.core.cib.AgentId;
import io.systole.core.operation.DeclaredParameters;
import io.systole.core.operation.DeclaredParameters.Parameter;
import io.systole.core.operation.OperationRequest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What agents say of their parameters in their meta-data, as far as results need it. Blocks; any thread. */
final class AgentDescriptions {
    private static final Logger LOG = LoggerFactory.getLogger(AgentDescriptions.class);

    private final AgentCatalog catalog;
    /** Agents that gave no good answer. They are not asked again before each of their monitors, only at a start. */
    private final Set<AgentId> silent = ConcurrentHashMap.newKeySet();

    AgentDescriptions(AgentCatalog catalog) {
        this.catalog = catalog;
    }

    /** The declared parameters of the agent of this order; empty if it has no meta-data or they cannot be read. */
    Optional<DeclaredParameters> of(OperationRequest request) {
        AgentId id = request.agent();
        boolean start = request.key().operation().equals("start");
        if (!id.agentClass().equals(AgentCatalog.OCF) || silent.contains(id) && !start) {
            return Optional.empty();
        }
        return switch (catalog.resolve(id)) {
            case Resolution.NotInstalled missing -> Optional.empty();
            case Agent agent -> read(agent);
        };
    }

    private Optional<DeclaredParameters> read(Agent agent) {
        try {
            AgentMetadata metadata = catalog.metadata(agent);
            silent.remove(agent.id());
            String reload = metadata.reloadAction().orElse("");
            return Optional.of(DeclaredParameters.of(
                    metadata.parameters().stream()
                            .map(each -> new Parameter(each.name(), each.unique(), each.reloadable(), each.secret()))
                            .toList(),
                    reload.equals("reload-agent"),
                    reload.equals("reload")));
        } catch (MetadataException e) {
            silent.add(agent.id());
            LOG.warn("{}; a change of its parameters will restart the resource", e.getMessage());
            return Optional.empty();
        }
    }
}
