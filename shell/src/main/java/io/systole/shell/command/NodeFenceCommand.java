package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.fencing.FencingAction;
import io.systole.core.fencing.FencingRequest;
import io.systole.core.membership.NodeName;
import io.systole.core.option.ClusterOption;
import io.systole.core.option.TimeSpan;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code node fence}: has a fence device switch a node off, or reboot it, as the cluster option {@code stonith-action} says. */
final class NodeFenceCommand implements Command {
    @Override
    public String name() {
        return "fence";
    }

    @Override
    public String usage() {
        return "NODE";
    }

    @Override
    public String summary() {
        return "fence a node: it loses its power at once";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        if (arguments.size() != 1) {
            throw new UsageException("write: fence NODE");
        }
        Cib cib = context.connection().cib();
        String node = Names.node(cib, arguments.getFirst()).get("uname");
        if (!context.confirm().test("Fencing " + node + " ends everything that runs there at once. Do you really want to fence it?")) {
            context.error("nothing was done: fencing " + node + " ends everything that runs there at once; if that is meant, write"
                    + " crm -F node fence " + node);
            return ExitStatus.ERROR;
        }
        FencingAction action = FencingAction.of(option(cib, ClusterOption.FENCING_ACTION)).filter(FencingAction::takesDown)
                .orElse(FencingAction.REBOOT);
        long timeout = TimeSpan.timeout(option(cib, ClusterOption.FENCING_TIMEOUT)).orElse(60_000);
        ClusterReply reply = context.connection().submit(new ClusterRequest.Fence(new FencingRequest(new NodeName(node), action,
                Duration.ofMillis(Math.max(1, timeout)), Duration.ZERO, Duration.ZERO, true, "crm", "asked for by " + context.user())));
        if (reply.ok()) {
            context.info(node + " is fenced" + (reply.lines().isEmpty() ? "" : ": " + String.join("; ", reply.lines())));
        } else {
            context.error(node + " was not fenced: " + reply.message());
        }
        return ExitStatus.of(reply.outcome());
    }

    private static String option(Cib cib, ClusterOption option) {
        Optional<String> given = Optional.empty();
        for (String name : List.of(option.definition().xmlName(), option.definition().legacyName())) {
            given = given.or(() -> cib.section("crm_config").tree().filter(each -> each.is("nvpair") && name.equals(each.get("name")))
                    .map(pair -> pair.get("value", "")).findFirst());
        }
        return given.orElse(option.definition().defaultValue());
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return Names.nodes(context.connection().cib());
    }
}
