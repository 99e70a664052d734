package io.systole.lrm.agent;

import io.systole.core.membership.NodeName;
import java.nio.file.Path;
import java.util.List;

/**
 * Where agents are found, and what they are told of their surroundings.
 *
 * @param node this node
 * @param ocfRoots where OCF agents are looked for ({@code <root>/resource.d/<provider>/<type>}); the first hit wins
 * @param initScripts where LSB init scripts are
 * @param fenceAgents where fence agents are
 * @param toolsDirectory where our {@code crm_attribute} and its kin are; agents find it first in PATH and as HA_SBIN_DIR
 * @param tempDirectory HA_RSCTMP, where agents keep their pid files; shared with other cluster managers by convention
 */
public record AgentPlaces(
        NodeName node, List<Path> ocfRoots, Path initScripts, Path fenceAgents, Path toolsDirectory, Path tempDirectory) {
    public AgentPlaces {
        ocfRoots = List.copyOf(ocfRoots);
        if (ocfRoots.isEmpty()) {
            throw new IllegalArgumentException("the local resource manager needs at least one directory of OCF agents");
        }
    }

    /** The usual places on a Linux system. */
    public static AgentPlaces defaults(NodeName node) {
        return new AgentPlaces(node, List.of(Path.of("/usr/lib/ocf")), Path.of("/etc/init.d"), Path.of("/usr/sbin"), Path.of("/usr/sbin"),
                Path.of("/run/resource-agents"));
    }

    /** The same with other places for OCF agents. */
    public AgentPlaces withOcfRoots(List<Path> roots) {
        return new AgentPlaces(node, roots, initScripts, fenceAgents, toolsDirectory, tempDirectory);
    }

    /** The same with other places for init scripts and fence agents. */
    public AgentPlaces withScripts(Path initDirectory, Path fenceDirectory) {
        return new AgentPlaces(node, ocfRoots, initDirectory, fenceDirectory, toolsDirectory, tempDirectory);
    }

    /** The same with another directory of tools. */
    public AgentPlaces withToolsDirectory(Path directory) {
        return new AgentPlaces(node, ocfRoots, initScripts, fenceAgents, directory, tempDirectory);
    }

    /** The same with another place for the agents' own files. */
    public AgentPlaces withTempDirectory(Path directory) {
        return new AgentPlaces(node, ocfRoots, initScripts, fenceAgents, toolsDirectory, directory);
    }
}
