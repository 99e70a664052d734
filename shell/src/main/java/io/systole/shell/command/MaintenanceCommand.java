package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.option.ClusterOption;
import java.util.List;

/** {@code resource maintenance}, {@code maintenance on} and {@code off}: the cluster leaves one resource, or all, alone. */
final class MaintenanceCommand implements Command {
    private static final String META = "maintenance";

    @Override
    public String name() {
        return "maintenance";
    }

    @Override
    public String usage() {
        return "RESOURCE [on|off]";
    }

    @Override
    public String summary() {
        return "make the cluster leave a resource alone, its monitors too; off: look after it again";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        String state = arguments.size() == 2 ? arguments.getLast() : "on";
        if (arguments.isEmpty() || arguments.size() > 2 || !List.of("on", "off").contains(state)) {
            throw new UsageException("write: maintenance " + usage());
        }
        return set(context, arguments.getFirst(), state.equals("on"));
    }

    private static ExitStatus set(CommandContext context, String resource, boolean on) {
        Cib before = context.connection().cib();
        return context.change(before, RoleCommand.withMeta(before, resource, META, Boolean.toString(on)), "crm_resource");
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return before.isEmpty() ? Names.resources(context.connection().cib()) : before.size() == 1 ? List.of("on", "off") : List.of();
    }

    /** {@code on} and {@code off} of the level {@code maintenance}. */
    record Switch(String name, boolean on, String summary) implements Command {
        @Override
        public String usage() {
            return "[RESOURCE]";
        }

        @Override
        public ExitStatus run(CommandContext context, List<String> arguments) {
            if (arguments.size() > 1) {
                throw new UsageException("write: " + name + " " + usage());
            }
            return arguments.isEmpty()
                    ? context.tools().run("crm_attribute", List.of("--type=crm_config",
                            "--name=" + ClusterOption.MAINTENANCE_MODE.xmlName(), "--update=" + on))
                    : set(context, arguments.getFirst(), on);
        }

        @Override
        public List<String> candidates(CommandContext context, List<String> before) {
            return before.isEmpty() ? Names.resources(context.connection().cib()) : List.of();
        }
    }
}
