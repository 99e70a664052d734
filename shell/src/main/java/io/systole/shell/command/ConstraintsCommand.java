package io.systole.shell.command;

import io.systole.core.cib.Element;
import java.util.LinkedHashSet;
import java.util.List;

/** {@code resource constraints}: the constraints that name a resource. */
final class ConstraintsCommand implements Command {
    @Override
    public String name() {
        return "constraints";
    }

    @Override
    public String usage() {
        return "RESOURCE";
    }

    @Override
    public String summary() {
        return "the constraints that name a resource";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        if (arguments.size() != 1) {
            throw new UsageException("write: constraints " + usage());
        }
        String id = Names.resource(context.session().draft().cib(), arguments.getFirst()).id();
        var ids = new LinkedHashSet<String>();
        for (Element constraint : context.session().draft().cib().section("constraints").children()) {
            boolean named = List.of("rsc", "with-rsc", "first", "then").stream().anyMatch(name -> id.equals(constraint.get(name)))
                    || constraint.tree().anyMatch(each -> each.is("resource_ref") && id.equals(each.id()));
            if (named) {
                ids.add(constraint.id());
            }
        }
        context.out().print(context.session().draft().text().only(ids));
        return ExitStatus.OK;
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return Names.resources(context.connection().cib());
    }
}
