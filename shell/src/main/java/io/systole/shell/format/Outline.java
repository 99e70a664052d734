package io.systole.shell.format;

import java.util.ArrayList;
import java.util.List;

/** Nested lists in Pacemaker's layout: a header at column 0, items indented by two blanks a level with {@code * } before them. */
final class Outline {
    private final List<String> lines = new ArrayList<>();
    private int depth;

    /** Begins a list; inside another list its header is an item of that. */
    void begin(String header) {
        if (depth == 0) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add(header + ":");
        } else {
            item(header + ":");
        }
        depth++;
    }

    void item(String text) {
        lines.add("  ".repeat(depth) + "* " + text);
    }

    void end() {
        depth--;
    }

    /** Lines outside any list. */
    void raw(String... text) {
        lines.addAll(List.of(text));
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    String text() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
