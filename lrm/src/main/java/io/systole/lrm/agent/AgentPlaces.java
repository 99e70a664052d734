package io.systole.lrm.agent;

import io.systole.core.membership.NodeName;
import io.systole.lrm.systemd.SystemdPlaces;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What agents are told of their surroundings, and where those are that the catalogue of agents does not know.
 *
 * @param node this node
 * @param fenceAgents where fence agents are
 * @param toolsDirectory where our {@code crm_attribute} and its kin are; agents find it first in PATH and, but for a few, as
 *     HA_SBIN_DIR
 * @param tempDirectory HA_RSCTMP, where agents keep their pid files; shared with other cluster managers by convention
 * @param socket where our tools find the daemon whose agents these are; empty: where they look by themselves
 * @param systemd where systemd is
 */
public record AgentPlaces(NodeName node, Path fenceAgents, Path toolsDirectory, Path tempDirectory, Optional<Path> socket,
        SystemdPlaces systemd) {
    /** What marks the processes of this node's agents, also among those of other nodes on the same machine. */
    public String mark() {
        return node + " " + tempDirectory;
    }

    /** The usual places on a Linux system. */
    public static AgentPlaces defaults(NodeName node) {
        return new AgentPlaces(node, Path.of("/usr/sbin"), Path.of("/usr/sbin"), Path.of("/run/resource-agents"),
                Optional.empty(), SystemdPlaces.defaults());
    }

    /** The same with another directory of fence agents. */
    public AgentPlaces withFenceAgents(Path directory) {
        return new AgentPlaces(node, directory, toolsDirectory, tempDirectory, socket, systemd);
    }

    /** The same with another directory of tools. */
    public AgentPlaces withToolsDirectory(Path directory) {
        return new AgentPlaces(node, fenceAgents, directory, tempDirectory, socket, systemd);
    }

    /** The same with another place for the agents' own files. */
    public AgentPlaces withTempDirectory(Path directory) {
        return new AgentPlaces(node, fenceAgents, toolsDirectory, directory, socket, systemd);
    }

    /** The same for agents of a daemon whose socket is here. */
    public AgentPlaces withSocket(Path file) {
        return new AgentPlaces(node, fenceAgents, toolsDirectory, tempDirectory, Optional.of(file), systemd);
    }

    /** The same with another systemd. */
    public AgentPlaces withSystemd(SystemdPlaces places) {
        return new AgentPlaces(node, fenceAgents, toolsDirectory, tempDirectory, socket, places);
    }
}
