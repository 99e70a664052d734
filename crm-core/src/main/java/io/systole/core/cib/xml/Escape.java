package io.systole.core.cib.xml;

/** How single characters are written in XML text and attribute values. */
final class Escape {
    private Escape() {}

    /** Within double quotes; white space other than the blank is written as a number, or reading would make it a blank. */
    static void attribute(String value, StringBuilder out) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("&quot;");
                case '\n' -> out.append("&#10;");
                case '\t' -> out.append("&#9;");
                default -> i = common(value, i, out);
            }
        }
    }

    /** Between tags. */
    static void text(String value, boolean linesKept, StringBuilder out) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\n' && !linesKept) {
                out.append("&#10;");
            } else if (c == '\n' || c == '\t') {
                out.append(c);
            } else {
                i = common(value, i, out);
            }
        }
    }

    /** Writes the character at {@code i} and returns the index of its last part. */
    private static int common(String value, int i, StringBuilder out) {
        char c = value.charAt(i);
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '\r' -> out.append("&#13;");
            default -> {
                if (Character.isHighSurrogate(c) && i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))) {
                    out.append(c).append(value.charAt(i + 1));
                    return i + 1;
                }
                out.append(c < ' ' || Character.isSurrogate(c) || c >= '\uFFFE' ? '\uFFFD' : c);
            }
        }
        return i;
    }
}
