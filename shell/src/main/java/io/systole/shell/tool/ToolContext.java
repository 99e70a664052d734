package io.systole.shell.tool;

import io.systole.shell.client.AgentLibrary;
import io.systole.shell.client.ClusterConnection;
import io.systole.shell.client.ClusterSetup;
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
 */
public record ToolContext(
        ClusterConnection connection, AgentLibrary agents, Optional<ClusterSetup> setup, InstantSource clock, ZoneId zone) {}
