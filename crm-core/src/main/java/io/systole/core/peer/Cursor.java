package io.systole.core.peer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A place in the bytes of a message that goes on as they are read; refuses what claims more than is left. Not thread-safe. */
final class Cursor {
    private static final NameTable NAMES = new NameTable();
    /** What Java puts where bytes are no UTF-8. */
    private static final char DAMAGED = '\uFFFD';

    private final byte[] bytes;
    private int at;

    Cursor(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    /** How many bytes are left. */
    int left() {
        return bytes.length - at;
    }

    /** A number of things that must still follow, so it cannot exceed the bytes that are left. */
    int count() throws BadMessage {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            if (at == bytes.length) {
                throw new BadMessage("the message is cut off");
            }
            byte next = bytes[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                if (value > left()) {
                    throw new BadMessage("the message is cut off: " + value + " are announced, " + left() + " bytes are left");
                }
                return (int) value;
            }
        }
        throw new BadMessage("a number with more than five bytes");
    }

    /** A tag or attribute name with its length before it; one that was read before is the same object. */
    String name() throws BadMessage {
        int length = count();
        for (int i = at; i < at + length; i++) {
            if (bytes[i] < 0) {
                return text(length);
            }
        }
        at += length;
        return NAMES.get(bytes, at - length, length);
    }

    /** A text with its length before it. */
    String string() throws BadMessage {
        int length = count();
        return length == 0 ? "" : text(length);
    }

    private String text(int length) throws BadMessage {
        int from = at;
        at += length;
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        return text.indexOf(DAMAGED) < 0 ? text : checked(from, length);
    }

    /** The sign for damage may have been written on purpose. */
    private String checked(int from, int length) throws BadMessage {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new BadMessage("text that is not UTF-8", notUtf8);
        }
    }
}
