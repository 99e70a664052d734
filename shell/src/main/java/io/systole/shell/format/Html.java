package io.systole.shell.format;

/** Pieces of HTML, with whatever the cluster says made harmless. */
final class Html {
    private Html() {}

    /** Words as text or as a value in double quotes. */
    static String text(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace('\t', ' ');
    }

    /** Words in the style of this class; in none if it is empty. */
    static String span(String style, String words) {
        return style.isEmpty() ? "<span>" + text(words) + "</span>" : "<span class=\"" + style + "\">" + text(words) + "</span>";
    }
}
