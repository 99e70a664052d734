package io.systole.shell.command;

import io.systole.core.cib.Cib;
import java.util.List;

/** {@code resource clear}: removes the constraints that {@code move} and {@code ban} made. */
final class ClearCommand implements Command {
    @Override
    public String name() {
        return "clear";
    }

    @Override
    public List<String> aliases() {
        return List.of("unmove", "unmigrate", "unban");
    }

    @Override
    public String usage() {
        return "RESOURCE [NODE]";
    }

    @Override
    public String summary() {
        return "remove what \"move\" and \"ban\" made";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        if (arguments.isEmpty() || arguments.size() > 2) {
            throw new UsageException("write: clear " + usage());
        }
        Cib before = context.connection().cib();
        String id = RoleCommand.outermostClone(before, Names.resource(before, arguments.getFirst())).id();
        String node = arguments.size() > 1 ? Names.node(before, arguments.get(1)).get("uname") : null;
        Cib after = MoveConstraint.without(before, id, each -> node == null || MoveConstraint.isAbout(each, node));
        if (after.equals(before)) {
            context.info("there was nothing to clear for " + id);
        }
        return context.change(before, after, "crm_resource");
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return Names.resources(context.connection().cib());
    }
}
