package io.systole.core.cib.history;

import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Edit;
import io.systole.core.cib.Element;
import io.systole.core.cib.path.CibPath;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes of the configuration as elements: on disk, between nodes, and between a tool and its daemon. */
public final class HistoryForm {
    private HistoryForm() {}

    /** The element of one change. */
    public static Element write(ChangeRecord change) {
        return Element.of("change", "from", change.from().toString(), "to", change.to().toString(), "before", change.before(),
                "after", change.after(), "at", change.at().toString(), "node", change.node(), "client", change.client(),
                "user", change.user(), "comment", change.comment().isEmpty() ? null : change.comment(),
                "undoes", change.undoes().map(CibVersion::toString).orElse(null))
                .withChildren(write(change.edits()));
    }

    /**
     * The change in an element.
     *
     * @throws IllegalArgumentException if it is none; the message names what is wrong
     */
    public static ChangeRecord read(Element element) {
        try {
            return new ChangeRecord(version(need(element, "from")), version(need(element, "to")), element.get("before", ""),
                    element.get("after", ""), Instant.parse(need(element, "at")), element.get("node", ""), element.get("client", ""),
                    element.get("user", ""), element.get("comment", ""), element.attribute("undoes").map(HistoryForm::version),
                    edits(element.children()));
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("a change whose time is no time: " + element.get("at"), unreadable);
        }
    }

    /** The elements of edits. */
    public static List<Element> write(List<Edit> edits) {
        return edits.stream().map(HistoryForm::write).toList();
    }

    /**
     * The edits in elements.
     *
     * @throws IllegalArgumentException if they are none
     */
    public static List<Edit> edits(List<Element> elements) {
        return elements.stream().map(HistoryForm::edit).toList();
    }

    private static Element write(Edit edit) {
        return switch (edit) {
            case Edit.Added added ->
                Element.of("added", "in", added.parent(), "position", Integer.toString(added.position())).plus(added.element());
            case Edit.Removed removed ->
                Element.of("removed", "in", removed.parent(), "position", Integer.toString(removed.position())).plus(removed.element());
            case Edit.Altered altered -> Element.of("altered", "path", altered.path(), "attribute", altered.attribute(),
                    "from", altered.from().orElse(null), "to", altered.to().orElse(null));
            case Edit.Reordered reordered -> Element.of("reordered", "path", reordered.path())
                    .plus(steps("from", reordered.from())).plus(steps("to", reordered.to()));
        };
    }

    private static Edit edit(Element element) {
        return switch (element.name()) {
            case "added" -> new Edit.Added(path(element, "in"), position(element), only(element));
            case "removed" -> new Edit.Removed(path(element, "in"), position(element), only(element));
            case "altered" -> new Edit.Altered(path(element, "path"), need(element, "attribute"), element.attribute("from"),
                    element.attribute("to"));
            case "reordered" -> new Edit.Reordered(path(element, "path"), steps(element, "from"), steps(element, "to"));
            default -> throw new IllegalArgumentException("an edit <" + element.name() + "> is not known");
        };
    }

    private static Element steps(String name, List<String> steps) {
        return Element.of(name).withChildren(steps.stream().map(step -> Element.of("child", "step", step)).toList());
    }

    private static List<String> steps(Element element, String name) {
        var steps = new ArrayList<String>();
        element.child(name).ifPresent(all -> all.children("child").forEach(child -> steps.add(need(child, "step"))));
        return steps;
    }

    private static String path(Element element, String name) {
        String path = need(element, name);
        CibPath.parse(path);
        return path;
    }

    private static int position(Element element) {
        String position = need(element, "position");
        if (!position.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("position " + position + " of <" + element.name() + "> is no number from 0");
        }
        return Integer.parseInt(position);
    }

    private static Element only(Element element) {
        if (element.children().size() != 1) {
            throw new IllegalArgumentException("<" + element.name() + "> holds " + element.children().size() + " elements, not one");
        }
        return element.children().getFirst();
    }

    private static String need(Element element, String name) {
        return Optional.ofNullable(element.get(name))
                .orElseThrow(() -> new IllegalArgumentException("<" + element.name() + "> without " + name));
    }

    private static CibVersion version(String text) {
        return CibVersion.parse(text);
    }
}
