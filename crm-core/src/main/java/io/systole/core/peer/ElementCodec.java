package io.systole.core.peer;

import io.systole.core.cib.Element;
import java.io.ByteArrayOutputStream;
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
        Cursor in = bytes[1] == 0 ? new Cursor(bytes, 2) : new Cursor(inflate(bytes), 0);
        Element element = element(in, 0);
        if (in.left() > 0) {
            throw new BadMessage(in.left() + " bytes follow the end of the message");
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

    private static Element element(Cursor in, int depth) throws BadMessage {
        if (depth > MOST_DEPTH) {
            throw new BadMessage("more than " + MOST_DEPTH + " elements inside each other");
        }
        String name = in.name();
        if (name.isEmpty()) {
            throw new BadMessage("an element without a name");
        }
        String[] attributes = attributes(in);
        String text = in.string();
        int size = in.count();
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
    private static String[] attributes(Cursor in) throws BadMessage {
        int count = in.count();
        var attributes = new String[Math.min(2 * count, FEW)];
        for (int i = 0; i < 2 * count; i += 2) {
            if (i == attributes.length) {
                attributes = Arrays.copyOf(attributes, Math.min(2 * i, 2 * count));
            }
            attributes[i] = in.name();
            attributes[i + 1] = in.string();
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

    private static byte[] inflate(byte[] bytes) throws BadMessage {
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
            return out.toByteArray();
        } catch (DataFormatException damaged) {
            throw new BadMessage("the compressed message is damaged", damaged);
        }
    }
}
