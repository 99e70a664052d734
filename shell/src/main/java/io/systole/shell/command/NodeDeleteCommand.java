package io.systole.shell.command;

import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import java.util.List;

/** {@code node delete}: the cluster forgets a node that is gone for good. */
final class NodeDeleteCommand implements Command {
    @Override
    public String name() {
        return "delete";
    }

    @Override
    public String usage() {
        return "NODE";
    }

    @Override
    public String summary() {
        return "forget a node that has left for good, with its attributes and history";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        if (arguments.size() != 1) {
            throw new UsageException("write: delete NODE");
        }
        String node = Names.node(context.connection().cib(), arguments.getFirst()).get("uname");
        ClusterReply reply = context.connection().submit(new ClusterRequest.RemoveNode(new NodeName(node), context.user(), "crm"));
        if (!reply.ok()) {
            context.error(node + " was not deleted: " + reply.message());
            return ExitStatus.of(reply.outcome());
        }
        context.info("node " + node + " is deleted");
        if (!reply.message().isEmpty()) {
            context.info(reply.message());
        }
        return ExitStatus.OK;
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return Names.nodes(context.connection().cib());
    }
}
