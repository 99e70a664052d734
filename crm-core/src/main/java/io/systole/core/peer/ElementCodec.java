package io.systole.core.peer;

import io.systole.core.cib.Element;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Elements as bytes: a version byte, a byte that says whether the rest is compressed, then name, attributes, text and
 * children with their lengths. Shorter and faster than XML text, and holds every character. Reading refuses anything that
 * claims more than it brings, so hostile bytes cost no more than their own length (compressed ones: up to the size limit).
 */
final class ElementCodec {
    static final int VERSION = 1;
    static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final int MOST_DEPTH = 200;
    private static final int COMPRESS_FROM = 16 * 1024;

    private ElementCodec() {}

    static byte[] write(Element element) {
        var body = new ByteArrayOutputStream();
        element(element, body);
        byte[] plain = body.toByteArray();
        var out = new ByteArrayOutputStream(Math.min(plain.length, COMPRESS_FROM) + 2);
        out.write(VERSION);
        if (plain.length < COMPRESS_FROM) {
            out.write(0);
            out.writeBytes(plain);
        } else {
            out.write(1);
            deflate(plain, out);
        }
        return out.toByteArray();
    }

    static Element read(byte[] bytes) throws BadMessage {
        if (bytes.length < 3 || bytes.length > MOST_BYTES) {
            throw new BadMessage("a message has between 3 and " + MOST_BYTES + " bytes, not " + bytes.length);
        }
        if (bytes[0] != VERSION) {
            throw new BadMessage("the message speaks protocol version " + bytes[0] + ", this node speaks " + VERSION);
        }
        ByteBuffer body = ByteBuffer.wrap(bytes, 2, bytes.length - 2);
        ByteBuffer plain = bytes[1] == 0 ? body : inflate(bytes);
        Element element = element(plain, 0);
        if (plain.hasRemaining()) {
            throw new BadMessage(plain.remaining() + " bytes follow the end of the message");
        }
        return element;
    }

    private static void element(Element element, ByteArrayOutputStream out) {
        string(element.name(), out);
        number(element.attributes().size(), out);
        element.attributes().forEach((name, value) -> {
            string(name, out);
            string(value, out);
        });
        string(element.text(), out);
        number(element.children().size(), out);
        for (Element child : element.children()) {
            element(child, out);
        }
    }

    private static Element element(ByteBuffer in, int depth) throws BadMessage {
        if (depth > MOST_DEPTH) {
            throw new BadMessage("more than " + MOST_DEPTH + " elements inside each other");
        }
        String name = string(in);
        if (name.isEmpty()) {
            throw new BadMessage("an element without a name");
        }
        int count = count(in);
        var attributes = new LinkedHashMap<String, String>();
        for (int i = 0; i < count; i++) {
            attributes.put(string(in), string(in));
        }
        String text = string(in);
        int size = count(in);
        var children = new ArrayList<Element>(Math.min(size, 1000));
        for (int i = 0; i < size; i++) {
            children.add(element(in, depth + 1));
        }
        Element element = Element.of(name).withAttributes(attributes).withChildren(children);
        return text.isEmpty() ? element : element.withText(text);
    }

    private static void string(String text, ByteArrayOutputStream out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length, out);
        out.writeBytes(bytes);
    }

    private static String string(ByteBuffer in) throws BadMessage {
        int length = count(in);
        ByteBuffer part = in.slice(in.position(), length);
        in.position(in.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new BadMessage("text that is not UTF-8", notUtf8);
        }
    }

    private static void number(int value, ByteArrayOutputStream out) {
        int rest = value;
        while (rest >= 0x80) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    /** A number of things that must still follow, so it cannot exceed the bytes that are left. */
    private static int count(ByteBuffer in) throws BadMessage {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            if (!in.hasRemaining()) {
                throw new BadMessage("the message is cut off");
            }
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                if (value > in.remaining()) {
                    throw new BadMessage("the message is cut off: " + value + " are announced, " + in.remaining() + " bytes are left");
                }
                return (int) value;
            }
        }
        throw new BadMessage("a number with more than five bytes");
    }

    private static void deflate(byte[] plain, ByteArrayOutputStream out) {
        try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(plain);
            deflater.finish();
            var buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }
    }

    private static ByteBuffer inflate(byte[] bytes) throws BadMessage {
        try (var inflater = new Inflater()) {
            inflater.setInput(bytes, 2, bytes.length - 2);
            var out = new ByteArrayOutputStream(bytes.length * 4);
            var buffer = new byte[8192];
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new BadMessage("the compressed message is cut off");
                }
                out.write(buffer, 0, read);
                if (out.size() > MOST_BYTES) {
                    throw new BadMessage("the message has more than " + MOST_BYTES + " bytes");
                }
            }
            return ByteBuffer.wrap(out.toByteArray());
        } catch (DataFormatException damaged) {
            throw new BadMessage("the compressed message is damaged", damaged);
        }
    }
}
