package io.systole.shell.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Nested lists in Pacemaker's layout: a header at column 0, items indented by two blanks a level with {@code * } before them; or
 * the same lists as HTML.
 */
final class Outline {
    private final List<Line> lines = new ArrayList<>();
    private final int top;
    private int depth;
    private boolean begun;

    /** Lists side by side, an empty line between them. */
    Outline() {
        this.top = 0;
    }

    /** Lists inside one with this title, an empty line between them. */
    Outline(String title) {
        lines.add(new Line(0, true, title, ""));
        this.top = 1;
        this.depth = 1;
    }

    /** Begins a list; inside another list its header is an item of that. */
    void begin(String header) {
        if (depth == top && begun) {
            lines.add(new Line(-1, false, "", ""));
        }
        begun = true;
        lines.add(new Line(depth, true, header, ""));
        depth++;
    }

    /** Goes one level deeper without a header of its own, below the last item; {@link #end} comes back. */
    void deeper() {
        depth++;
    }

    void item(String text) {
        item(text, "");
    }

    /** An item that HTML shows in a style of its own. */
    void item(String text, String style) {
        lines.add(new Line(depth, false, text, style));
    }

    void end() {
        depth--;
    }

    /** Lines outside any list. */
    void raw(String... text) {
        List.of(text).forEach(line -> lines.add(new Line(-1, false, line, "")));
        begun = true;
    }

    String text() {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()).append('\n'));
        return text.toString();
    }

    /** The lists for the body of a page: a heading for each, lists within lists. */
    String html() {
        var html = new StringBuilder();
        int open = 0;
        for (Line line : lines) {
            for (; open > Math.max(0, line.depth()); open--) {
                html.append(open > 1 ? "</ul></li>\n" : "</ul>\n");
            }
            if (line.header()) {
                html.append(open == 0 ? "<h2>" + Html.text(line.words()) + "</h2>\n<ul>\n"
                        : "<li><h3>" + Html.text(line.words()) + "</h3>\n<ul>\n");
                open++;
            } else if (line.depth() > 0) {
                html.append("<li>").append(Html.span(line.style(), line.words())).append("</li>\n");
            } else if (!line.words().isBlank()) {
                html.append("<p>").append(Html.span("warning", line.words().strip())).append("</p>\n");
            }
        }
        for (; open > 0; open--) {
            html.append(open > 1 ? "</ul></li>\n" : "</ul>\n");
        }
        return html.toString();
    }

    /** One line; depth -1 stands outside the lists. */
    private record Line(int depth, boolean header, String words, String style) {
        String text() {
            boolean bare = depth < 0 || header && depth == 0;
            return (bare ? "" : "  ".repeat(depth) + "* ") + words + (header ? ":" : "");
        }
    }
}
