package io.systole.agents;

import io.systole.agents.AgentMetadata.Action;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes metadata of the comment block that an init script carries (Linux Standard Base, "Comment Conventions for Init Scripts"). */
final class LsbHeader {
    private static final String BEGIN = "### BEGIN INIT INFO";
    private static final String END = "### END INIT INFO";
    private static final Optional<Duration> TIMEOUT = Optional.of(Duration.ofSeconds(15));

    private LsbHeader() {}

    static AgentMetadata read(String name, String script) {
        Map<String, String> fields = fields(script);
        String summary = fields.getOrDefault("short-description", name);
        return new AgentMetadata(name, "", "", summary, longDescription(fields, summary), List.of(), List.of(
            action("start", Optional.empty()),
            action("stop", Optional.empty()),
            action("status", Optional.empty()),
            action("restart", Optional.empty()),
            action("force-reload", Optional.empty()),
            action("monitor", TIMEOUT)));
    }

    private static Action action(String name, Optional<Duration> interval) {
        return new Action(name, TIMEOUT, interval, Optional.empty(), 0, "");
    }

    private static String longDescription(Map<String, String> fields, String summary) {
        StringBuilder text = new StringBuilder(fields.getOrDefault("description", summary));
        List.of("Provides", "Required-Start", "Required-Stop", "Should-Start", "Should-Stop", "Default-Start", "Default-Stop")
            .forEach(field -> {
                String value = fields.getOrDefault(field.toLowerCase(Locale.ROOT), "");
                if (!value.isEmpty()) {
                    text.append('\n').append(field).append(": ").append(value);
                }
            });
        return text.toString();
    }

    /** Keywords in small letters; a line that begins with two blanks or a tab goes on with the description. */
    private static Map<String, String> fields(String script) {
        Map<String, String> fields = new LinkedHashMap<>();
        boolean inside = false;
        String last = "";
        for (String line : script.lines().toList()) {
            if (line.startsWith(END)) {
                break;
            }
            if (inside && line.startsWith("#")) {
                last = field(fields, last, line.substring(1));
            }
            inside |= line.startsWith(BEGIN);
        }
        return fields;
    }

    private static String field(Map<String, String> fields, String last, String line) {
        boolean continued = line.startsWith("  ") || line.startsWith("\t") || line.startsWith(" \t");
        int colon = line.indexOf(':');
        if (continued && last.equals("description")) {
            fields.merge(last, line.strip(), (before, more) -> (before + " " + more).strip());
            return last;
        }
        if (colon < 0) {
            return last;
        }
        String keyword = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        fields.put(keyword, line.substring(colon + 1).strip());
        return keyword;
    }
}
