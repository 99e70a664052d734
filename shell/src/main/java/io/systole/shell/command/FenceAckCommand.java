package io.systole.shell.command;

import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import java.util.List;

/**
 * {@code node fence-ack}: a human says that a node is down, when no device can make sure of it. That has to be typed, not
 * answered with a single key: what is said here may start everything that ran there a second time.
 */
final class FenceAckCommand implements Command {
    private static final String WORD = "is-down";

    @Override
    public String name() {
        return "fence-ack";
    }

    @Override
    public List<String> aliases() {
        return List.of("clearstate");
    }

    @Override
    public String usage() {
        return "NODE " + WORD;
    }

    @Override
    public String summary() {
        return "confirm that you have seen that a node is down";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        if (arguments.isEmpty() || arguments.size() > 2) {
            throw new UsageException("write: fence-ack NODE " + WORD);
        }
        String node = Names.node(context.connection().cib(), arguments.getFirst()).get("uname");
        boolean typed = arguments.size() == 2 && arguments.get(1).equals(WORD);
        if (!typed && !context.force()) {
            context.error("nothing was confirmed: if " + node + " is not really down, its resources will run twice and data will be lost."
                    + " Make sure with your own eyes that it has no power, then type: crm node fence-ack " + node + " " + WORD);
            return ExitStatus.ERROR;
        }
        ClusterReply reply = context.connection().submit(new ClusterRequest.ConfirmDown(new NodeName(node), "crm"));
        if (reply.ok()) {
            context.info("node " + node + " is taken as down; its resources may start elsewhere");
        } else {
            context.error(reply.message());
        }
        return ExitStatus.of(reply.outcome());
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return before.size() <= 1 ? Names.nodes(context.connection().cib()) : List.of(WORD);
    }
}
