package io.systole.core.peer;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;

/** What a build of the future says: messages with more fields than we know, and messages that we do not know. */
public final class FutureWire {
    private FutureWire() {}

    /** The same message with fields and elements that nobody knows, everywhere outside of what is the CIB's. */
    public static byte[] withMore(byte[] message) {
        Element element = read(message);
        return ElementCodec.write(more(element).plus(Element.of("in-future", "x", "1").plus(Element.of("deeper"))));
    }

    /** A message to a follower or DC of this term, of a kind that nobody knows. */
    public static byte[] unknown(long term) {
        return ElementCodec.write(Element.of("telepathy", "term", Long.toString(term), "mood", "good"));
    }

    /** A request that nobody knows. */
    public static byte[] unknownRequest(long term, long id) {
        return ElementCodec.write(Element.of("forward", "term", Long.toString(term), "id", Long.toString(id))
                .plus(Element.of("request").plus(Element.of("levitate", "node", "n1"))));
    }

    /** What a fencer says that nobody knows. */
    public static byte[] unknownFencing() {
        return ElementCodec.write(Element.of("fencing", "term", "0").plus(Element.of("banish", "target", "n1")));
    }

    private static Element more(Element element) {
        Element changed = element.with("future-field", "7");
        List<Element> children = new ArrayList<>();
        for (Element child : element.children()) {
            boolean ours = child.is("copy-state") || child.is("record") && child.get("state") != null || child.is("operation");
            children.add(ours ? child.with("future-field", "8") : child);
        }
        return changed.withChildren(children);
    }

    private static Element read(byte[] message) {
        try {
            return ElementCodec.read(message);
        } catch (BadMessage bad) {
            throw new AssertionError(bad);
        }
    }
}
