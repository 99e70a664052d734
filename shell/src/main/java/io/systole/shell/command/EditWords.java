package io.systole.shell.command;

import io.systole.core.cib.Edit;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Edits of the configuration for people: in a few words, or one line each. */
final class EditWords {
    private static final int MOST = 4;
    /** Section, tag and id of the object that a path leads into. */
    private static final Pattern OBJECT =
            Pattern.compile("/cib/configuration/([^/\\[]+)/([^/\\[]+)(?:\\[@id=(?:'([^']*)'|\"([^\"]*)\")])?.*");

    private EditWords() {}

    /** Which objects were added (+), deleted (-) or changed (~). */
    static String summary(List<Edit> edits) {
        var words = new LinkedHashSet<String>();
        edits.forEach(edit -> words.add(word(edit)));
        var few = words.stream().limit(MOST).toList();
        return String.join(", ", few) + (words.size() > MOST ? " and " + (words.size() - MOST) + " more" : "");
    }

    private static String word(Edit edit) {
        return switch (edit) {
            case Edit.Added added -> object(added.parent()).map(object -> "~" + option(object, added.element()))
                    .orElseGet(() -> "+" + thing(added.element()));
            case Edit.Removed removed -> object(removed.parent()).map(object -> "~" + object + option("", removed.element()))
                    .orElseGet(() -> "-" + thing(removed.element()));
            case Edit.Altered altered -> "~" + object(altered.path()).orElse(altered.attribute());
            case Edit.Reordered reordered -> "~" + object(reordered.path()).orElse("order of "
                    + reordered.path().substring(reordered.path().lastIndexOf('/') + 1));
        };
    }

    /** A cluster option is better known by its own name than by that of its set. */
    private static String option(String object, Element element) {
        boolean set = object.startsWith("cluster_property_set ") && element.is("nvpair");
        return set ? element.get("name", "") + "=" + element.get("value", "") : object;
    }

    private static String thing(Element element) {
        String name = element.is("node") ? element.get("uname", "") : element.get("id", "");
        return name.isEmpty() ? element.name() : keyword(element.name()) + " " + name;
    }

    private static Optional<String> object(String path) {
        Matcher matcher = OBJECT.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String id = matcher.group(3) == null ? matcher.group(4) : matcher.group(3);
        return Optional.of(keyword(matcher.group(2)) + (id == null ? "" : " " + id));
    }

    private static String keyword(String tag) {
        return switch (tag) {
            case "rsc_location", "rsc_colocation", "rsc_order" -> tag.substring("rsc_".length());
            case "acl_role" -> "role";
            case "template" -> "rsc_template";
            default -> tag;
        };
    }

    /** One line each, with everything in it. */
    static List<String> lines(List<Edit> edits) {
        var lines = new ArrayList<String>();
        for (Edit edit : edits) {
            lines.add(switch (edit) {
                case Edit.Added added -> "+ in " + added.parent() + ": " + CibWriter.line(added.element());
                case Edit.Removed removed -> "- in " + removed.parent() + ": " + CibWriter.line(removed.element());
                case Edit.Altered altered -> "~ " + altered.path() + ": " + altered.attribute() + " " + value(altered.from()) + " -> "
                        + value(altered.to());
                case Edit.Reordered reordered -> "~ " + reordered.path() + ": order " + String.join(" ", reordered.from()) + " -> "
                        + String.join(" ", reordered.to());
            });
        }
        return lines;
    }

    private static String value(Optional<String> value) {
        return value.map(text -> '"' + text + '"').orElse("absent");
    }
}
