package io.systole.core.cib.xml;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.nio.charset.StandardCharsets;

/**
 * Writes elements as XML text that {@link CibReader} reads back unchanged. The same element always gives the same text.
 *
 * <p>Characters that XML 1.0 cannot hold (most control characters, which an agent may print) are written as U+FFFD.
 */
public final class CibWriter {
    private static final String INDENT = "  ";

    private CibWriter() {}

    /** Text for people: one element a line, two blanks for each level, a newline at the end. */
    public static String text(Element element) {
        var out = new StringBuilder();
        indented(element, "", out);
        return out.toString();
    }

    /** A CIB for people, see {@link #text(Element)}. */
    public static String text(Cib cib) {
        return text(cib.root());
    }

    /** As {@link #text(Element)}, in UTF-8. */
    public static byte[] bytes(Element element) {
        return text(element).getBytes(StandardCharsets.UTF_8);
    }

    /** Everything in one line, without a newline at the end. */
    public static String line(Element element) {
        var out = new StringBuilder();
        compact(element, out);
        return out.toString();
    }

    private static void indented(Element element, String indent, StringBuilder out) {
        out.append(indent);
        startTag(element, out);
        if (!hasContent(element)) {
            out.append("/>\n");
            return;
        }
        out.append('>');
        Escape.text(element.text(), true, out);
        if (!element.children().isEmpty()) {
            out.append('\n');
            String deeper = indent + INDENT;
            for (Element child : element.children()) {
                indented(child, deeper, out);
            }
            out.append(indent);
        }
        out.append("</").append(element.name()).append(">\n");
    }

    private static void compact(Element element, StringBuilder out) {
        startTag(element, out);
        if (!hasContent(element)) {
            out.append("/>");
            return;
        }
        out.append('>');
        Escape.text(element.text(), false, out);
        for (Element child : element.children()) {
            compact(child, out);
        }
        out.append("</").append(element.name()).append('>');
    }

    private static boolean hasContent(Element element) {
        return !element.children().isEmpty() || !element.text().isEmpty();
    }

    private static void startTag(Element element, StringBuilder out) {
        out.append('<').append(element.name());
        element.attributes().forEach((name, value) -> {
            out.append(' ').append(name).append("=\"");
            Escape.attribute(value, out);
            out.append('"');
        });
    }
}
