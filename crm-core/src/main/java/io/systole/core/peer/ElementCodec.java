package io.systole.core.peer;

import io.systole.core.cib.Element;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedMap;
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

    /** So many places for names and values need no other means than looking. */
    private static final int FEW = 32;
    private static final NameTable NAMES = new NameTable();

    private ElementCodec() {}

    static byte[] write(Element element) {
        var body = new Bytes();
        element(element, body);
        var out = new Bytes();
        out.add(VERSION);
        if (body.size() < COMPRESS_FROM) {
            out.add(0);
            out.add(body);
        } else {
            out.add(1);
            deflate(body, out);
        }
        return out.toArray();
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

    private static void element(Element element, Bytes out) {
        out.string(element.name());
        SequencedMap<String, String> attributes = element.attributes();
        out.number(attributes.size());
        attributes.forEach((name, value) -> {
            out.string(name);
            out.string(value);
        });
        out.string(element.text());
        List<Element> children = element.children();
        out.number(children.size());
        for (Element child : children) {
            element(child, out);
        }
    }

    private static Element element(ByteBuffer in, int depth) throws BadMessage {
        if (depth > MOST_DEPTH) {
            throw new BadMessage("more than " + MOST_DEPTH + " elements inside each other");
        }
        String name = name(in);
        if (name.isEmpty()) {
            throw new BadMessage("an element without a name");
        }
        String[] attributes = attributes(in);
        String text = string(in);
        int size = count(in);
        if (size == 0) {
            return Element.of(name, List.of(), text, attributes);
        }
        var children = new ArrayList<Element>(Math.min(size, 1000));
        for (int i = 0; i < size; i++) {
            children.add(element(in, depth + 1));
        }
        return Element.of(name, children, text, attributes);
    }

    /** Names and values in turn. */
    private static String[] attributes(ByteBuffer in) throws BadMessage {
        int count = count(in);
        var attributes = new String[Math.min(2 * count, FEW)];
        for (int i = 0; i < 2 * count; i += 2) {
            if (i == attributes.length) {
                attributes = Arrays.copyOf(attributes, Math.min(2 * i, 2 * count));
            }
            attributes[i] = name(in);
            attributes[i + 1] = string(in);
        }
        if (count > 1 && !distinct(attributes)) {
            throw new BadMessage("an element with two attributes of one name");
        }
        return attributes;
    }

    private static boolean distinct(String[] attributes) {
        if (attributes.length > FEW) {
            var names = new HashSet<String>();
            for (int i = 0; i < attributes.length; i += 2) {
                names.add(attributes[i]);
            }
            return names.size() == attributes.length / 2;
        }
        for (int i = 2; i < attributes.length; i += 2) {
            for (int before = 0; before < i; before += 2) {
                if (attributes[i].equals(attributes[before])) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String name(ByteBuffer in) throws BadMessage {
        int length = count(in);
        int from = in.arrayOffset() + in.position();
        if (!plain(in.array(), from, length)) {
            return decoded(in, length);
        }
        in.position(in.position() + length);
        return NAMES.get(in.array(), from, length);
    }

    private static String string(ByteBuffer in) throws BadMessage {
        int length = count(in);
        if (length == 0) {
            return "";
        }
        int from = in.arrayOffset() + in.position();
        if (!plain(in.array(), from, length)) {
            return decoded(in, length);
        }
        in.position(in.position() + length);
        return new String(in.array(), from, length, StandardCharsets.ISO_8859_1);
    }

    /** True if each byte is a character by itself. */
    private static boolean plain(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static String decoded(ByteBuffer in, int length) throws BadMessage {
        ByteBuffer part = in.slice(in.position(), length);
        in.position(in.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new BadMessage("text that is not UTF-8", notUtf8);
        }
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

    private static void deflate(Bytes plain, Bytes out) {
        try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(plain.toArray());
            deflater.finish();
            var buffer = new byte[8192];
            while (!deflater.finished()) {
                out.add(buffer, deflater.deflate(buffer));
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
