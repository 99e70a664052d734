package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.status.ClusterStatus;
import java.util.List;

/** {@code node show}: the nodes with their attributes. */
final class NodeShowCommand implements Command {
    @Override
    public String name() {
        return "show";
    }

    @Override
    public List<String> aliases() {
        return List.of("list", "status");
    }

    @Override
    public String usage() {
        return "[NODE]";
    }

    @Override
    public String summary() {
        return "the nodes and their attributes";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        Cib cib = context.connection().cib();
        ClusterStatus status = ClusterStatus.of(cib, context.clock().instant(), context.zone());
        var nodes = arguments.isEmpty()
                ? cib.section("nodes").children("node")
                : arguments.stream().map(name -> Names.node(cib, name)).toList();
        for (Element node : nodes) {
            String name = node.get("uname", "");
            boolean online = status.nodes().stream().anyMatch(each -> each.name().equals(name) && each.online());
            context.out().println(name + "(" + node.get("id", "") + "): " + node.get("type", "member") + (online ? "" : "(offline)"));
            node.children("instance_attributes").stream().flatMap(set -> set.children("nvpair").stream())
                    .forEach(pair -> context.out().println("\t" + pair.get("name", "") + "=" + pair.get("value", "")));
        }
        return ExitStatus.OK;
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return Names.nodes(context.connection().cib());
    }
}
