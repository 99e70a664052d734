package io.systole.shell.command;

import io.systole.core.status.ClusterStatus;
import io.systole.core.status.PrimitiveStatus;
import java.util.ArrayList;
import java.util.List;

/** {@code configure delete}: deletes objects with what hangs on them; not running resources unless forced. */
final class DeleteCommand implements Command {
    @Override
    public String name() {
        return "delete";
    }

    @Override
    public List<String> aliases() {
        return List.of("rm");
    }

    @Override
    public String usage() {
        return "[--force] ID…";
    }

    @Override
    public String summary() {
        return "delete objects and the constraints that name them";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        var ids = new ArrayList<>(arguments);
        boolean force = ids.remove("--force") | ids.remove("-f") | context.force();
        if (ids.isEmpty()) {
            throw new UsageException("write: delete " + usage());
        }
        if (!force) {
            ClusterStatus status = context.status();
            for (String id : ids) {
                var running = status.resources().stream().flatMap(each -> each.primitives())
                        .filter(each -> each.name().equals(id) && each.active())
                        .findFirst();
                if (running.isPresent()) {
                    String nodes = String.join(" ", running.get().activeOn().stream().map(PrimitiveStatus.Place::node).toList());
                    context.error("resource \"" + id + "\" runs on " + nodes + "; stop it first (\"resource stop " + id
                            + "\") or use --force; nothing was deleted");
                    return ExitStatus.ERROR;
                }
            }
        }
        context.session().draft().delete(ids).remarks().forEach(context::info);
        return ExitStatus.OK;
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return context.session().draft().text().names();
    }
}
