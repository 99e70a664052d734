package io.systole.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code status}: what {@code crm_mon -1} shows, inactive resources included. */
final class StatusCommand implements Command {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("bynode", "-n"), Map.entry("inactive", "-r"), Map.entry("ops", "-o"), Map.entry("timing", "-t"),
            Map.entry("failcounts", "-f"), Map.entry("verbose", "-V"), Map.entry("quiet", "-Q"), Map.entry("xml", "-X"),
            Map.entry("tickets", "-c"), Map.entry("noheaders", "-D"), Map.entry("detail", "-R"), Map.entry("brief", "-b"),
            Map.entry("json", "--json"), Map.entry("full", "-ncrft"));

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String usage() {
        return "[full | bynode inactive ops timing failcounts detail brief tickets noheaders xml json | any crm_mon option]";
    }

    @Override
    public String summary() {
        return "the state of the cluster";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        var options = new ArrayList<String>();
        options.add("-1");
        if (arguments.isEmpty()) {
            options.add("-r");
        }
        for (String argument : arguments) {
            options.add(WORDS.getOrDefault(argument, argument));
        }
        StatusArguments parsed = StatusArguments.parse(options);
        context.out().print(StatusReport.of(context.connection(), parsed, "crm status", context.clock().instant(), context.zone()));
        if (parsed.format() == StatusArguments.Format.TEXT) {
            context.out().println();
        }
        return ExitStatus.OK;
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return WORDS.keySet().stream().sorted().toList();
    }
}
