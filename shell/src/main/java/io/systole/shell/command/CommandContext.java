package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.Element;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.core.status.ClusterStatus;
import io.systole.shell.client.AgentLibrary;
import io.systole.shell.client.ClusterConnection;
import io.systole.shell.client.ClusterSetup;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What a command works with.
 *
 * @param connection the cluster
 * @param agents the agents of this node
 * @param setup how a cluster is made; empty where that is not possible
 * @param clock the time of day
 * @param zone in which times are shown
 * @param user who asks
 * @param input gives the text of a file that a command names: in the daemon the text that came with the call, since files are
 *     read by the caller; null if it cannot be read
 * @param out what the user asked for
 * @param err complaints and remarks
 * @param confirm asks a yes-or-no question; answers no where nobody can be asked
 * @param session the configuration that is being worked on
 * @param tools runs the tool that a command is one call of
 * @param force go on where one would rather ask
 */
public record CommandContext(
        ClusterConnection connection,
        AgentLibrary agents,
        Optional<ClusterSetup> setup,
        InstantSource clock,
        ZoneId zone,
        String user,
        UnaryOperator<String> input,
        PrintWriter out,
        PrintWriter err,
        Predicate<String> confirm,
        ConfigurationSession session,
        ToolRunner tools,
        boolean force) {
    /** The status as it is now. */
    public ClusterStatus status() {
        return ClusterStatus.of(connection.cib(), clock.instant(), zone);
    }

    /** Changes the CIB at once and reports a refusal. */
    ExitStatus change(List<CibChange> changes, String client) {
        return changes.isEmpty() ? ExitStatus.OK : submit(new ClusterRequest.ChangeCib(changes, user, client, force,
                session.comment()));
    }

    /** Puts a changed configuration in the place of this one. */
    ExitStatus change(Cib before, Cib after, String client) {
        return change(ConfigurationChanges.between(before, after), client);
    }

    ExitStatus submit(ClusterRequest request) {
        ClusterReply reply = connection.submit(request);
        if (!reply.ok()) {
            error(reply.message().isEmpty() ? "the cluster refused the request: " + reply.outcome() : reply.message());
        }
        return ExitStatus.of(reply.outcome());
    }

    void error(String sentence) {
        err.println("ERROR: " + sentence);
    }

    void warn(String sentence) {
        err.println("WARNING: " + sentence);
    }

    void info(String sentence) {
        out.println("INFO: " + sentence);
    }

    /** A resource of the configuration. */
    static Optional<Element> resource(Cib cib, String id) {
        return cib.byId(id).filter(element ->
                List.of("primitive", "group", "clone", "master", "bundle").contains(element.name()));
    }
}
