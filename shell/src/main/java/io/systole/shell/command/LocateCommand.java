package io.systole.shell.command;

import io.systole.core.status.ClusterStatus;
import io.systole.core.status.PrimitiveStatus;
import io.systole.core.status.ResourceStatus;
import io.systole.shell.format.Dialect;
import io.systole.shell.format.Section;
import io.systole.shell.format.StatusText;
import io.systole.shell.format.StatusView;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** {@code resource status} and {@code locate}: what runs where. */
public final class LocateCommand implements Command {
    private final boolean list;

    LocateCommand(boolean list) {
        this.list = list;
    }

    @Override
    public String name() {
        return list ? "status" : "locate";
    }

    @Override
    public List<String> aliases() {
        return list ? List.of("list", "show") : List.of();
    }

    @Override
    public String usage() {
        return "[RESOURCE…]";
    }

    @Override
    public String summary() {
        return list ? "the resources and their state" : "where resources run";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        ClusterStatus status = context.status();
        if (list && arguments.isEmpty()) {
            context.out().print(list(status, context.zone()));
            return ExitStatus.OK;
        }
        List<String> ids = arguments.isEmpty() ? status.resources().stream().map(ResourceStatus::id).toList() : arguments;
        for (String id : ids) {
            Names.resource(context.connection().cib(), id);
            context.out().print(text(status, id));
        }
        return ExitStatus.OK;
    }

    /** All resources and their state. */
    public static String list(ClusterStatus status, ZoneId zone) {
        var view = new StatusView(EnumSet.of(Section.RESOURCES), false, true, false, false, false, false, 0, "", "", "", zone, true,
                Dialect.MONITOR);
        return new StatusText(view).render(status, Optional.empty());
    }

    /** Where a resource runs, in the words of {@code crm_resource --locate}: one line for each place. */
    public static String text(ClusterStatus status, String id) {
        var primitives = status.resources().stream()
                .filter(top -> top.id().equals(id) || top.primitives().anyMatch(each -> each.id().equals(id) || each.name().equals(id)))
                .flatMap(top -> top.primitives().filter(each -> top.id().equals(id) || each.id().equals(id) || each.name().equals(id)))
                .filter(PrimitiveStatus::active)
                .toList();
        if (primitives.isEmpty()) {
            return "resource " + id + " is NOT running\n";
        }
        var text = new StringBuilder();
        primitives.stream()
                .flatMap(each -> each.activeOn().stream().map(place -> place.node() + (each.role().equals("Promoted") ? " Promoted" : "")))
                .distinct()
                .forEach(place -> text.append("resource ").append(id).append(" is running on: ").append(place).append('\n'));
        return text.toString();
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return Names.resources(context.connection().cib());
    }
}
