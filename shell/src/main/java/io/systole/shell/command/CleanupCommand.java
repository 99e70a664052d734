package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code resource cleanup} and {@code refresh}: forget failures, or the whole history, and probe again. */
final class CleanupCommand implements Command {
    private final boolean onlyFailures;

    CleanupCommand(boolean onlyFailures) {
        this.onlyFailures = onlyFailures;
    }

    @Override
    public String name() {
        return onlyFailures ? "cleanup" : "refresh";
    }

    @Override
    public List<String> aliases() {
        return onlyFailures ? List.of() : List.of("reprobe");
    }

    @Override
    public String usage() {
        return "[RESOURCE] [NODE] [force]";
    }

    @Override
    public String summary() {
        return onlyFailures ? "forget failures and fail counts, look again and try again" : "forget the whole history and look again";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        var words = new ArrayList<>(arguments);
        words.remove("force");
        if (words.size() > 2) {
            throw new UsageException("write: " + name() + " " + usage());
        }
        Cib cib = context.connection().cib();
        Optional<NodeName> node = words.size() > 1 ? Optional.of(new NodeName(Names.node(cib, words.get(1)).get("uname")))
                : Optional.empty();
        List<Optional<ResourceId>> targets = words.isEmpty() ? List.of(Optional.empty())
                : primitives(Names.resource(cib, words.getFirst()));
        for (Optional<ResourceId> target : targets) {
            ExitStatus status = context.submit(new ClusterRequest.CleanUp(target, node, onlyFailures));
            if (status != ExitStatus.OK) {
                return status;
            }
            String what = target.map(ResourceId::value).orElse("all resources");
            context.out().println((onlyFailures ? "Cleaned up " : "Refreshed ") + what + node.map(name -> " on " + name)
                    .orElse(" on all nodes"));
        }
        return ExitStatus.OK;
    }

    private static List<Optional<ResourceId>> primitives(Element resource) {
        return resource.tree().filter(each -> each.is("primitive")).map(each -> Optional.of(new ResourceId(each.id()))).toList();
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        Cib cib = context.connection().cib();
        return before.size() <= 1 ? Names.resources(cib) : Names.nodes(cib);
    }
}
