package io.systole.shell.command;

import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import java.util.List;

/** {@code cluster rekey}: gives all members a new cluster key while the cluster runs. */
final class RekeyCommand implements Command {
    @Override
    public String name() {
        return "rekey";
    }

    @Override
    public String usage() {
        return "";
    }

    @Override
    public String summary() {
        return "give all members a new cluster key, without stopping anything";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        if (!arguments.isEmpty()) {
            throw new UsageException("cluster rekey takes no arguments: the new key is made by the cluster");
        }
        ClusterReply reply = context.connection().submit(new ClusterRequest.ChangeKey());
        if (!reply.ok()) {
            context.error(reply.message());
            return ExitStatus.of(reply.outcome());
        }
        context.info("all members have the new cluster key on disk and use it");
        for (String away : reply.lines()) {
            context.warn("node " + away + " was not here: it has the old key and will be refused; copy the key file from this node to it"
                    + " (scp -p /etc/systole/cluster.key " + away + ":/etc/systole/), then start its daemon anew");
        }
        context.info("an arbitrator, if there is one, needs a copy too (its arbitrator.conf names the file) and a new start, before a"
                + " daemon here is started anew");
        return ExitStatus.OK;
    }
}
