package io.systole.shell.command;

import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import java.util.List;

/** {@code cluster rekey}: gives all members, and the arbitrator, a new cluster key while the cluster runs. */
final class RekeyCommand implements Command {
    @Override
    public String name() {
        return "rekey";
    }

    @Override
    public String usage() {
        return "[--force]";
    }

    @Override
    public String summary() {
        return "give all members and the arbitrator a new cluster key, without stopping anything";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        boolean force = List.of("--force").equals(arguments) || List.of("-f").equals(arguments);
        if (!force && !arguments.isEmpty()) {
            throw new UsageException("cluster rekey takes no arguments but --force: the new key is made by the cluster");
        }
        ClusterReply reply = context.connection().submit(new ClusterRequest.ChangeKey(force));
        if (!reply.ok()) {
            context.error(reply.message());
            return ExitStatus.of(reply.outcome());
        }
        boolean whole = reply.message().isEmpty();
        context.info("all members" + (whole ? ", and the arbitrator if there is one," : "")
                + " have the new cluster key on disk and use it");
        for (String away : reply.lines()) {
            context.warn("node " + away + " was not here: it has the old key and will be refused; copy the key file from this node to it"
                    + " (scp -p /etc/systole/cluster.key " + away + ":/etc/systole/), then start its daemon anew");
        }
        if (!whole) {
            context.warn(reply.message());
        }
        return ExitStatus.OK;
    }
}
