package io.systole.core.peer;

import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Element;
import io.systole.core.membership.FeatureLevels;

/** Reads the fields of one message; unknown ones are ignored, so that newer nodes may add some. */
record Fields(Element element) {
    /** Terms, sequences and times beyond this come from a mistake; counted on, they would overflow. */
    private static final long LARGEST = 1_000_000_000_000_000L;

    String text(String name) throws BadMessage {
        String value = element.get(name);
        if (value == null) {
            throw new BadMessage("a message " + element.name() + " without " + name);
        }
        return value;
    }

    /** A number that older nodes do not send. */
    long number(String name, long otherwise) throws BadMessage {
        return element.get(name) == null ? otherwise : number(name);
    }

    long number(String name) throws BadMessage {
        String value = text(name);
        try {
            long number = Long.parseLong(value);
            if (number > LARGEST) {
                throw new BadMessage("a message " + element.name() + " whose " + name + " is " + value
                        + ", larger than a cluster can reach");
            }
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException ignored) {
            // Falls through: neither a number nor in range is the same to the sender.
        }
        throw new BadMessage("a message " + element.name() + " whose " + name + " is " + shortened(value) + " and no number from 0");
    }

    int integer(String name) throws BadMessage {
        String value = text(name);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException unreadable) {
            throw new BadMessage("a message " + element.name() + " whose " + name + " is " + shortened(value) + " and no number",
                    unreadable);
        }
    }

    boolean flag(String name) {
        return "true".equals(element.get(name));
    }

    CibVersion version(String name) throws BadMessage {
        String value = text(name);
        try {
            return CibVersion.parse(value);
        } catch (IllegalArgumentException unreadable) {
            throw new BadMessage("a message " + element.name() + " whose " + name + " is " + shortened(value) + " and no CIB version",
                    unreadable);
        }
    }

    /** What the sender's build speaks. */
    FeatureLevels levels() throws BadMessage {
        String value = element.get("levels");
        if (value == null) {
            return FeatureLevels.UNSAID;
        }
        String[] parts = value.split("-", 3);
        try {
            if (parts.length == 2) {
                return new FeatureLevels(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            }
        } catch (IllegalArgumentException ignored) {
            // Falls through to the one sentence about it.
        }
        throw new BadMessage("a message " + element.name() + " whose levels are " + shortened(value) + " and not two numbers such as 1-2");
    }

    static String text(FeatureLevels levels) {
        return levels.oldest() + "-" + levels.newest();
    }

    Element child(String name) throws BadMessage {
        return element.child(name).orElseThrow(() -> new BadMessage("a message " + element.name() + " without <" + name + ">"));
    }

    /** The only child of a wrapper element. */
    Element only(String wrapper) throws BadMessage {
        Element around = child(wrapper);
        if (around.children().size() != 1) {
            throw new BadMessage("a message " + element.name() + " with " + around.children().size() + " elements in <" + wrapper + ">");
        }
        return around.children().getFirst();
    }

    private static String shortened(String value) {
        return '"' + (value.length() > 40 ? value.substring(0, 40) + "…" : value) + '"';
    }
}
