package io.systole.shell.tool;

import io.systole.shell.client.AgentLibrary;
import io.systole.shell.client.ClusterConnection;
import io.systole.shell.client.ClusterSetup;
import io.systole.shell.client.LocalFiles;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What tools stand on.
 *
 * @param connection the cluster
 * @param agents the agents of this node
 * @param setup how a cluster is made; empty where that is not possible
 * @param clock the time of day
 * @param zone in which times are printed
 * @param files the caller's files; empty in the daemon
 */
public record ToolContext(
        ClusterConnection connection, AgentLibrary agents, Optional<ClusterSetup> setup, InstantSource clock, ZoneId zone,
        Optional<LocalFiles> files) {
    /** The same on another cluster. */
    public ToolContext with(ClusterConnection other) {
        return new ToolContext(other, agents, setup, clock, zone, files);
    }

    /** A context without files. */
    public ToolContext(
            ClusterConnection connection, AgentLibrary agents, Optional<ClusterSetup> setup, InstantSource clock, ZoneId zone) {
        this(connection, agents, setup, clock, zone, Optional.empty());
    }
}
