package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.systole.core.cib.AgentId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The metadata of every agent that this machine has, of ClusterLabs and of init scripts, can be read. */
class InstalledAgentsIT {
    private final AgentCatalog catalog = AgentCatalog.ofInstallation(OwnAgents.root(), "");

    @Test
    void readsTheMetadataOfEveryOcfAgent() {
        assumeTrue(Files.isDirectory(Path.of("/usr/lib/ocf/resource.d/heartbeat")), "package resource-agents is not installed");
        List<AgentId> agents = catalog.agents("ocf");

        List<String> refused = unreadable(agents);

        assertEquals(List.of(), refused);
        System.out.println("metadata of " + agents.size() + " OCF agents read");
    }

    @Test
    void describesEveryInitScript() {
        List<AgentId> scripts = catalog.agents("lsb");
        assumeTrue(!scripts.isEmpty(), "no init scripts here");

        List<String> refused = unreadable(scripts);

        assertEquals(List.of(), refused);
        for (String name : List.of("haproxy", "apache2", "mariadb")) {
            AgentId id = new AgentId("lsb", "", name);
            if (scripts.contains(id)) {
                assertFalse(catalog.metadata((Agent) catalog.resolve(id)).shortDescription().isBlank(), name);
            }
        }
    }

    private List<String> unreadable(List<AgentId> agents) {
        List<String> refused = new ArrayList<>();
        for (AgentId id : agents) {
            try {
                AgentMetadata metadata = catalog.metadata((Agent) catalog.resolve(id));
                if (!metadata.supports("monitor") && !metadata.supports("status")) {
                    refused.add(id + " has no monitor");
                }
            } catch (MetadataException e) {
                refused.add(e.getMessage());
            }
        }
        return refused;
    }
}
