package io.systole.agents;

import io.systole.agents.AgentMetadata.Action;
import io.systole.agents.AgentMetadata.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the XML of {@code meta-data}, tolerantly: agents in the field print warnings before the XML, write spans with and
 * without units, roles in any case, and numbers that are none. What is odd but harmless is taken as if it were not there;
 * only XML that is not well-formed, or without a {@code resource-agent}, is refused.
 */
final class MetadataReader {
    /**
     * @param place who says so, for messages
     * @throws MetadataException when the text is no agent metadata
     */
    AgentMetadata read(String place, String text) {
        MetadataElement root = MetadataElement.parse(place, text);
        List<Parameter> parameters = new ArrayList<>();
        for (MetadataElement element : root.child("parameters").map(each -> each.children("parameter")).orElse(List.of())) {
            if (!element.attribute("name").isEmpty()) {
                parameters.add(parameter(element));
            }
        }
        List<Action> actions = new ArrayList<>();
        for (MetadataElement element : root.child("actions").map(each -> each.children("action")).orElse(List.of())) {
            if (!element.attribute("name").isEmpty()) {
                actions.add(action(element));
            }
        }
        String ocfVersion = root.text("version");
        return new AgentMetadata(
            root.attribute("name"),
            root.attribute("version"),
            ocfVersion.isEmpty() ? "1.0" : ocfVersion,
            oneLine(root.text("shortdesc")),
            root.text("longdesc"),
            parameters,
            actions);
    }

    private static Parameter parameter(MetadataElement element) {
        String name = element.attribute("name");
        Optional<MetadataElement> content = element.child("content");
        Optional<MetadataElement> deprecated = element.child("deprecated");
        boolean unique = truth(element.attribute("unique"));
        String group = element.attribute("unique-group");
        return new Parameter(
            name,
            truth(element.attribute("required")),
            unique || !group.isEmpty(),
            group.isEmpty() && unique ? name : group,
            truth(element.attribute("reloadable")),
            truth(element.attribute("private")),
            content.map(each -> each.attribute("type")).filter(type -> !type.isEmpty()).orElse("string").toLowerCase(Locale.ROOT),
            content.flatMap(each -> each.optionalAttribute("default")),
            content.map(MetadataReader::options).orElse(List.of()),
            oneLine(element.text("shortdesc")),
            element.text("longdesc"),
            deprecated.isPresent() || truth(element.attribute("deprecated")),
            deprecated.map(each -> each.children("replaced-with").stream().map(with -> with.attribute("name")).toList())
                .orElse(List.of()));
    }

    private static List<String> options(MetadataElement content) {
        return content.children("option").stream().map(option -> option.attribute("value")).toList();
    }

    private static Action action(MetadataElement element) {
        return new Action(
            element.attribute("name"),
            span(element.attribute("timeout")),
            span(element.attribute("interval")),
            span(element.optionalAttribute("start-delay").orElse(element.attribute("start_delay"))),
            integer(element.optionalAttribute("depth").orElse(element.attribute("check_level"))),
            element.attribute("role"));
    }

    private static boolean truth(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes", "y", "on" -> true;
            default -> false;
        };
    }

    private static int integer(String value) {
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** {@code 20}, {@code 20s}, {@code 1min}, {@code 500ms}…; no unit means seconds. Nonsense is as good as nothing. */
    private static Optional<Duration> span(String value) {
        String text = value.strip().toLowerCase(Locale.ROOT);
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        if (digits == 0 || digits > 12) {
            return Optional.empty();
        }
        long number = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits).strip()) {
            case "", "s", "sec" -> Optional.of(Duration.ofSeconds(number));
            case "ms", "msec" -> Optional.of(Duration.ofMillis(number));
            case "us", "usec" -> Optional.of(Duration.ofNanos(number * 1000));
            case "m", "min" -> Optional.of(Duration.ofMinutes(number));
            case "h", "hr" -> Optional.of(Duration.ofHours(number));
            default -> Optional.empty();
        };
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
