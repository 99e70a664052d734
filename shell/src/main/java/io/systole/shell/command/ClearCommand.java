package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.List;
import java.util.function.Predicate;

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
        Cib after = without(before, id, each -> node == null || each.toString().contains(node)
                || each.tree().anyMatch(part -> node.equals(part.get("node")) || node.equals(part.get("value"))));
        if (after.equals(before)) {
            context.info("there was nothing to clear for " + id);
        }
        return context.change(before, after, "crm_resource");
    }

    /** The CIB without those of the command-made constraints of a resource that the test selects. */
    static Cib without(Cib cib, String resource, Predicate<Element> selected) {
        Element constraints = cib.section("constraints");
        var left = constraints.children().stream()
                .filter(each -> !(each.is("rsc_location") && resource.equals(each.get("rsc")) && isMade(each, resource)
                        && selected.test(each)))
                .toList();
        return left.size() == constraints.children().size() ? cib : cib.withSection(constraints.withChildren(left));
    }

    private static boolean isMade(Element location, String resource) {
        String id = location.get("id", "");
        return id.equals("cli-prefer-" + resource) || id.startsWith("cli-ban-" + resource + "-on-");
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return Names.resources(context.connection().cib());
    }
}
