package io.systole.shell.format;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Edit;
import io.systole.core.cib.Element;
import io.systole.core.cib.delta.Delta;
import io.systole.core.cib.xml.CibWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The difference of two CIBs as lines that begin with what happens: {@code ++} added, {@code --} removed, {@code +} changed, {@code
 * +~} moved.
 */
public final class DifferenceText {
    private DifferenceText() {}

    /** The lines; none if the configurations are equal. */
    public static List<String> of(Cib before, Cib after) {
        List<Edit> edits = Delta.between(before, after);
        if (edits.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<>(List.of("Diff: --- " + before.version() + " 2", "Diff: +++ " + after.version() + " (null)"));
        edits.stream().filter(Edit.Removed.class::isInstance).forEach(edit -> lines(edit, lines));
        edits.stream().filter(edit -> !(edit instanceof Edit.Removed)).forEach(edit -> lines(edit, lines));
        return lines;
    }

    private static void lines(Edit edit, List<String> lines) {
        switch (edit) {
            case Edit.Removed removed -> lines.add("-- " + removed.parent() + "/" + step(removed.element()));
            case Edit.Added added -> {
                String head = "++ " + added.parent() + ":  ";
                for (String line : CibWriter.text(added.element()).stripTrailing().split("\n")) {
                    lines.add(head + line);
                    head = "++ " + " ".repeat(added.parent().length() + 3);
                }
            }
            case Edit.Altered altered -> lines.add("+  " + altered.path() + ":  " + value(altered.attribute(), altered.to()));
            case Edit.Reordered reordered -> lines.add("+~ " + reordered.path() + ":  " + String.join(" ", reordered.to()));
        }
    }

    private static String step(Element element) {
        return element.name() + (element.id() == null ? "" : "[@id='" + element.id() + "']");
    }

    private static String value(String attribute, Optional<String> value) {
        return value.map(text -> "@" + attribute + "=" + text).orElse("-- @" + attribute);
    }
}
