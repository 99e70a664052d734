package io.systole.shell.command;

import io.systole.core.membership.LinkReport;
import io.systole.core.membership.LinkState;
import io.systole.core.membership.NodeName;
import io.systole.shell.format.DateText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code cluster links}: which network to which node works, since when, and what was dropped. */
final class LinksCommand implements Command {
    @Override
    public String name() {
        return "links";
    }

    @Override
    public String usage() {
        return "";
    }

    @Override
    public String summary() {
        return "the networks to the other nodes: up or down since when, last heard, datagrams dropped";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        if (context.connection().report().isEmpty()) {
            context.error("there is only a CIB file, no running cluster");
            return ExitStatus.DISCONNECTED;
        }
        LinkReport report = context.connection().links();
        if (report.links().isEmpty()) {
            context.out().println("No other node has been heard yet");
        }
        SortedSet<NodeName> peers = report.links().stream().map(LinkState::peer).collect(Collectors.toCollection(TreeSet::new));
        for (NodeName peer : peers) {
            context.out().println("Node " + peer + ":");
            report.links().stream().filter(link -> link.peer().equals(peer))
                    .forEach(link -> context.out().println("  * " + line(link)));
        }
        String dropped = report.dropped().entrySet().stream().filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey().replace('_', ' ') + " " + entry.getValue()).collect(Collectors.joining(", "));
        context.out().println("Datagrams dropped since the start: " + (dropped.isEmpty() ? "none" : dropped));
        return ExitStatus.OK;
    }

    private static String line(LinkState link) {
        String state = switch (link.status()) {
            case UP -> "up";
            case DOWN -> "DOWN";
            case UNKNOWN -> "not known";
        };
        return "link " + link.link() + " (" + link.local() + " to " + link.remote() + "): " + state + " since " + DateText.utc(link.since())
                + (link.reason().isEmpty() ? "" : ", " + link.reason()) + "; "
                + link.silence().map(silence -> "last heard " + seconds(silence) + " s ago, " + link.received() + " datagrams")
                        .orElse("never heard");
    }

    private static String seconds(Duration span) {
        return String.format(Locale.ROOT, "%.1f", span.toMillis() / 1000.0);
    }
}
