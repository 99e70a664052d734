package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.option.Truth;
import io.systole.core.scheduler.MovePreview;
import java.util.List;
import java.util.Optional;

/** {@code cluster auto_failback}: shows or sets whether resources go back when their preferred node returns. */
final class AutoFailbackCommand implements Command {
    private static final String PROPERTY = "auto-failback";

    @Override
    public String name() {
        return "auto_failback";
    }

    @Override
    public String usage() {
        return "[on|off]";
    }

    @Override
    public String summary() {
        return "whether resources go back to their preferred node when it returns";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        Cib before = context.connection().cib();
        Optional<String> now = before.section("crm_config").children("cluster_property_set").stream()
                .flatMap(set -> set.children("nvpair").stream())
                .filter(pair -> PROPERTY.equals(pair.get("name")))
                .findFirst()
                .map(pair -> pair.get("value", ""));
        if (arguments.isEmpty()) {
            context.out().println(state(now));
            return ExitStatus.OK;
        }
        if (arguments.size() > 1 || Truth.parse(arguments.getFirst()).isEmpty()) {
            throw new UsageException("write: auto_failback on, or auto_failback off");
        }
        boolean on = Truth.isTrue(arguments.getFirst());
        Cib after = before.withSection(withProperty(before.section("crm_config"), Boolean.toString(on)));
        List<MovePreview.Move> moves = MovePreview.between(before, after, context.clock().instant(), context.zone());
        if (moves.isEmpty()) {
            context.out().println("Nothing moves now.");
        } else {
            context.out().println("This moves now:");
            moves.forEach(move -> context.out().println("  * " + move.resource() + " from " + move.from().orElse("nowhere") + " to "
                    + move.to().orElse("nowhere") + (move.reason().isEmpty() ? "" : ": " + move.reason())));
        }
        ExitStatus status = context.change(before, after, "crm");
        if (status == ExitStatus.OK) {
            context.out().println(state(Optional.of(Boolean.toString(on))));
        }
        return status;
    }

    private static String state(Optional<String> value) {
        if (value.isEmpty()) {
            return "auto_failback is not set: as in Pacemaker, only resource-stickiness keeps a resource where it is";
        }
        return Truth.isTrue(value.get())
                ? "auto_failback is on: resources go back to their preferred node when it returns"
                : "auto_failback is off: resources stay where they are when their preferred node returns";
    }

    private static Element withProperty(Element config, String value) {
        for (Element set : config.children("cluster_property_set")) {
            Optional<Element> pair = set.children("nvpair").stream().filter(each -> PROPERTY.equals(each.get("name"))).findFirst();
            if (pair.isPresent()) {
                return config.replacing(set, set.replacing(pair.get(), pair.get().with("value", value)));
            }
        }
        String id = "cib-bootstrap-options";
        Element pair = Element.of("nvpair", "id", id + "-" + PROPERTY, "name", PROPERTY, "value", value);
        return config.child("cluster_property_set", id)
                .map(set -> config.replacing(set, set.plus(pair)))
                .orElseGet(() -> config.plus(Element.of("cluster_property_set", "id", id).plus(pair)));
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return List.of("on", "off");
    }
}
