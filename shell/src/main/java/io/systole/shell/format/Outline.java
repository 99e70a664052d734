package io.systole.shell.format;

import java.util.ArrayList;
import java.util.List;

/** Nested lists in Pacemaker's layout: a header at column 0, items indented by two blanks a level with {@code * } before them. */
final class Outline {
    private final List<String> lines = new ArrayList<>();
    private final int top;
    private int depth;
    private boolean begun;

    /** Lists side by side, an empty line between them. */
    Outline() {
        this.top = 0;
    }

    /** Lists inside one with this title, an empty line between them. */
    Outline(String title) {
        lines.add(title + ":");
        this.top = 1;
        this.depth = 1;
    }

    /** Begins a list; inside another list its header is an item of that. */
    void begin(String header) {
        if (depth == top && begun) {
            lines.add("");
        }
        begun = true;
        if (depth == 0) {
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
        begun = true;
    }

    String text() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
