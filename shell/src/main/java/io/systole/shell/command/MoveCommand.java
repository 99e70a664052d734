package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.status.PrimitiveStatus;
import java.time.Duration;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code resource move} and {@code ban}: constraints that prefer or forbid a node, for ever or for a time. */
final class MoveCommand implements Command {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private final boolean ban;

    MoveCommand(boolean ban) {
        this.ban = ban;
    }

    @Override
    public String name() {
        return ban ? "ban" : "move";
    }

    @Override
    public List<String> aliases() {
        return ban ? List.of() : List.of("migrate");
    }

    @Override
    public String usage() {
        return "RESOURCE [NODE] [LIFETIME] [force]";
    }

    @Override
    public String summary() {
        return ban ? "keep a resource off a node" : "prefer a node for a resource, or make it leave the one it is on";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        var words = new ArrayList<>(arguments);
        boolean force = words.remove("force") | context.force();
        if (words.isEmpty() || words.size() > 3) {
            throw new UsageException("write: " + name() + " " + usage());
        }
        Cib before = context.connection().cib();
        Element resource = RoleCommand.outermostClone(before, Names.resource(before, words.getFirst()));
        String id = resource.id();
        boolean nodeGiven = words.size() > 1 && (!words.get(1).startsWith("P") || Names.nodes(before).contains(words.get(1)));
        Optional<String> end = words.size() > (nodeGiven ? 2 : 1) ? Optional.of(end(context, words.getLast())) : Optional.empty();
        String current = nodeGiven ? "" : onlyNode(context, id);
        boolean prefer = nodeGiven && !ban;
        if (!nodeGiven && !ban && !force) {
            context.error("without a node, " + id + " would be banned from " + current + " until \"resource clear " + id
                    + "\"; name a node, or add \"force\"");
            return ExitStatus.ERROR;
        }
        String node = nodeGiven ? Names.node(before, words.get(1)).get("uname") : current;
        Element constraint = prefer ? MoveConstraint.prefer(id, node, "Started", end) : MoveConstraint.ban(id, node, "Started", end);
        Cib after = MoveConstraint.without(before, id, each -> prefer || each.id().equals(constraint.id()));
        ExitStatus status = context.change(before, after.withSection(after.section("constraints").plus(constraint)), "crm_resource");
        if (status == ExitStatus.OK) {
            context.info((prefer ? "Move constraint created for " + id + " to " + node : "Ban constraint created for " + id + " on " + node)
                    + end.map(date -> " until " + date).orElse(""));
            context.info("Use `crm resource clear " + id + "` to remove this constraint");
        }
        return status;
    }

    private static String onlyNode(CommandContext context, String id) {
        var nodes = context.status().resources().stream()
                .filter(each -> each.id().equals(id) || each.primitives().anyMatch(primitive -> primitive.name().equals(id)))
                .flatMap(each -> each.primitives())
                .filter(each -> each.active() && (each.name().equals(id) || !id.equals(each.name())))
                .flatMap(each -> each.activeOn().stream())
                .map(PrimitiveStatus.Place::node)
                .distinct()
                .toList();
        if (nodes.size() != 1) {
            throw new UsageException("resource \"" + id + "\" runs on " + nodes.size() + " nodes; name the node that is meant");
        }
        return nodes.getFirst();
    }

    private static String end(CommandContext context, String lifetime) {
        ZonedDateTime now = context.clock().instant().atZone(context.zone());
        try {
            boolean timed = lifetime.contains("T");
            ZonedDateTime end = timed && lifetime.indexOf('T') == 1 ? now.plus(Duration.parse(lifetime)) : now.plus(Period.parse(lifetime));
            return DATE.format(end);
        } catch (DateTimeParseException bad) {
            throw new UsageException("\"" + lifetime + "\" is no lifetime: write a duration such as PT30M or P1D");
        }
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        Cib cib = context.connection().cib();
        return before.size() <= 1 ? Names.resources(cib) : Names.nodes(cib);
    }
}
