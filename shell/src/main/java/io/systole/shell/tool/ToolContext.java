package io.systole.shell.tool;

import io.systole.core.membership.NodeName;
import io.systole.core.request.NodeReport;
import io.systole.shell.client.AgentLibrary;
import io.systole.shell.client.ClusterConnection;
import io.systole.shell.client.ClusterSetup;
import io.systole.shell.client.LocalFiles;
import io.systole.shell.client.NotConnectedException;
import io.systole.shell.command.ToolRunner;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.TreeMap;

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

    /** Runs tools with this, for this user. */
    public ToolRunner runner(String user, PrintWriter out, PrintWriter err) {
        return (tool, arguments) -> new Tools(this).run(new ToolCall(tool, arguments, null, new TreeMap<>(), user, 0), out, err);
    }

    /**
     * What the node knows of the running cluster.
     *
     * @throws NotConnectedException if there is only a CIB file
     */
    NodeReport report() {
        return connection.report().orElseThrow(ToolContext::onlyFile);
    }

    /**
     * The node at which the tool runs.
     *
     * @throws NotConnectedException if there is only a CIB file
     */
    NodeName localNode() {
        return connection.localNode().orElseThrow(ToolContext::onlyFile);
    }

    private static NotConnectedException onlyFile() {
        return new NotConnectedException("there is only a CIB file, no running cluster");
    }

    /** A context without files. */
    public ToolContext(
            ClusterConnection connection, AgentLibrary agents, Optional<ClusterSetup> setup, InstantSource clock, ZoneId zone) {
        this(connection, agents, setup, clock, zone, Optional.empty());
    }
}
