package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.shell.client.AgentLibrary;
import io.systole.shell.client.ClusterConnection;
import io.systole.shell.grammar.AgentNames;
import io.systole.shell.grammar.Draft;
import java.util.List;

/** The configuration that is being worked on: a copy taken from the cluster at first use, until it is committed or dropped. */
public final class ConfigurationSession {
    private final ClusterConnection connection;
    private final AgentNames names;
    private Cib base;
    private Draft draft;
    private String comment = "";

    /** A session that has not begun to work yet. */
    public ConfigurationSession(ClusterConnection connection, AgentLibrary agents) {
        this.connection = connection;
        this.names = new AgentNames(type -> agents.providers("ocf").stream()
                .filter(provider -> agents.types("ocf", provider).contains(type))
                .toList());
    }

    /** The working copy. */
    public Draft draft() {
        if (draft == null) {
            base = connection.cib();
            draft = new Draft(base, names);
        }
        return draft;
    }

    /** Says why what is changed from now on is changed; for the history. */
    public void comment(String why) {
        comment = why;
    }

    String comment() {
        return comment;
    }

    /** What is known of agents. */
    AgentNames names() {
        return names;
    }

    /** True if the working copy differs from what it was taken from. */
    public boolean changed() {
        return draft != null && !draft.cib().configuration().equals(base.configuration());
    }

    /** True if somebody else has changed the configuration since the working copy was taken. */
    boolean overtaken() {
        return changed() && moved(connection.cib());
    }

    private boolean moved(Cib now) {
        return !now.configuration().equals(base.configuration());
    }

    /** Throws the working copy away. */
    public void drop() {
        draft = null;
        base = null;
    }

    /** Validates and writes the working copy; on success the session begins anew. */
    ExitStatus commit(CommandContext context, boolean force) {
        if (!changed()) {
            drop();
            return ExitStatus.OK;
        }
        Cib now = connection.cib();
        if (!force && moved(now)) {
            context.error("the configuration was changed by " + author(now) + " since you began; nothing was committed. "
                    + "See it with \"configure refresh\", or write your changes over it with \"commit force\"");
            return ExitStatus.OLD_VERSION;
        }
        AgentCheck agents = AgentCheck.ofChanges(context.agents(), base, draft.cib());
        List<String> problems = ConfigurationCheck.errors(base, draft.cib());
        problems.forEach(context::error);
        agents.errors.forEach(force ? context::warn : context::error);
        ConfigurationCheck.warnings(base, draft.cib()).forEach(context::warn);
        agents.warnings.forEach(context::warn);
        if (!(problems.isEmpty() && agents.errors.isEmpty()) && !force) {
            context.error(problems.isEmpty() ? "nothing was committed; \"commit force\" or --force does it nevertheless"
                    : "nothing was committed");
            return ExitStatus.CONFIGURATION;
        }
        ExitStatus status = context.change(base, draft.cib(), "crm");
        if (status == ExitStatus.OK) {
            drop();
        }
        return status;
    }

    private static String author(Cib cib) {
        String user = cib.root().get("update-user", "");
        String node = cib.root().get("update-origin", "");
        return (user.isEmpty() ? "somebody" : user) + (node.isEmpty() ? "" : " on " + node);
    }
}
