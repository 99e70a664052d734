package io.systole.samples.agents;

import io.systole.samples.lab.Command;
import io.systole.samples.lab.Packages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code crm ra} knows of the fence agents of this machine: each is listed, and its metadata are read and shown. */
final class FenceAgents {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Pattern HEADING = Pattern.compile("(?m)^[^\\n]*\\(stonith:(\\S+)\\)$");
    private static final Pattern PARAMETER = Pattern.compile("(?m)^(\\w[\\w-]*)(\\*?) \\([a-z]");

    private final Path crm;

    FenceAgents(Path installation) {
        this.crm = installation.resolve("bin/crm");
    }

    /** All that are listed, by name. */
    List<String> names() {
        return List.of(Command.of(crm.toString(), "ra", "list", "stonith").run().orFail().strip().split("\\s+"));
    }

    /** What {@code crm ra info} prints of each of these, asked by one process; nothing of an agent that it cannot read. */
    Map<String, String> shown(List<String> names) {
        try {
            Path script = Files.createTempFile("systole-fence", ".crm");
            try {
                Files.writeString(script, names.stream().map(name -> "ra info stonith:" + name + "\n").collect(Collectors.joining()));
                return sections(Command.of(crm.toString(), "-f", script.toString()).within(PATIENCE).run().output());
            } finally {
                Files.delete(script);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot ask crm for the fence agents", failed);
        }
    }

    /** What stands below the heading of each agent. */
    static Map<String, String> sections(String all) {
        List<MatchResult> headings = HEADING.matcher(all).results().toList();
        var sections = new TreeMap<String, String>();
        for (int i = 0; i < headings.size(); i++) {
            int end = i + 1 < headings.size() ? headings.get(i + 1).start() : all.length();
            sections.put(headings.get(i).group(1), all.substring(headings.get(i).end(), end));
        }
        return sections;
    }

    /** A Markdown table with a row for each; what is not offered says so. */
    String table() {
        List<String> names = names();
        Map<String, String> shown = shown(names);
        var text = new StringBuilder("| fence agent | version | parameters | required |\n|---|---|---:|---|\n");
        for (String name : names) {
            String version = Packages.owner(Path.of("/usr/sbin", name));
            text.append(String.join(" | ", "| `" + name + "`", version, row(shown.getOrDefault(name, "")))).append(" |\n");
        }
        return text.toString();
    }

    /** The number of parameters that are shown, and those that are required. */
    static String row(String section) {
        List<MatchResult> parameters = PARAMETER.matcher(section).results().toList();
        String required = parameters.stream().filter(found -> !found.group(2).isEmpty()).map(found -> found.group(1))
                .collect(Collectors.joining(" "));
        return (parameters.isEmpty() ? "**not offered**" : Integer.toString(parameters.size())) + " | " + required;
    }
}
