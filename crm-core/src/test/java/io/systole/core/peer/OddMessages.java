package io.systole.core.peer;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes messages that are well-formed and yet wrong: fields missing, huge, negative, unknown, of another kind. */
public final class OddMessages {
    private static final List<String> VALUES = List.of("", "-1", "0", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
            "999999999999999999", "1.5", "NaN", "true", "no such thing", "../../etc/passwd", "<&>\"'\u0001", "ä😀", "0.0.0", "9.9.9",
            "99999999999999999999.1.1", "/cib", "//*[", "x".repeat(5_000));
    private static final List<String> TAGS = List.of("cib", "patch", "diff", "announce", "lrm_resource", "unknown", "copy-state", "claim");

    private final RandomGenerator random;

    /** Random ones. */
    public OddMessages(RandomGenerator random) {
        this.random = random;
    }

    /** A message like this one with one to three things wrong in it; empty if these bytes are no message. */
    public Optional<byte[]> like(byte[] message) {
        Element element;
        try {
            element = ElementCodec.read(message);
        } catch (BadMessage none) {
            return Optional.empty();
        }
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            element = changed(element, 0);
        }
        return Optional.of(ElementCodec.write(element));
    }

    private Element changed(Element element, int depth) {
        List<Element> children = element.children();
        if (!children.isEmpty() && random.nextInt(depth == 0 ? 2 : 4) > 0) {
            int at = random.nextInt(children.size());
            var copy = new ArrayList<>(children);
            copy.set(at, changed(children.get(at), depth + 1));
            return element.withChildren(copy);
        }
        List<String> names = List.copyOf(element.attributes().keySet());
        String name = names.isEmpty() ? "unknown" : names.get(random.nextInt(names.size()));
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> element.with(name, VALUES.get(random.nextInt(VALUES.size())));
            case 3 -> element.with(name, null);
            case 4 -> element.with("field-of-tomorrow", "7").plus(Element.of("element-of-tomorrow", "x", "y"));
            case 5 -> children.isEmpty() ? element.withAttributes(new LinkedHashMap<>()) : element.withChildren(children.subList(1,
                    children.size()));
            case 6 -> depth == 0 ? element.with(name, "-1") : element.withName(TAGS.get(random.nextInt(TAGS.size())));
            default -> children.isEmpty() ? element.plus(Element.of(TAGS.get(random.nextInt(TAGS.size()))))
                    : element.plus(children.get(random.nextInt(children.size())));
        };
    }
}
