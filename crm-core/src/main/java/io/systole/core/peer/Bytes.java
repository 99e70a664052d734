package io.systole.core.peer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that become more; not for use by several threads. */
final class Bytes {
    private byte[] bytes = new byte[256];
    private int size;

    int size() {
        return size;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    void add(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void add(Bytes other) {
        add(other.bytes, other.size);
    }

    /** The first {@code length} of these. */
    void add(byte[] more, int length) {
        room(length);
        System.arraycopy(more, 0, bytes, size, length);
        size += length;
    }

    /** Seven bits a byte, the lowest first. */
    void number(int value) {
        int rest = value;
        while (rest >= 0x80) {
            add(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        add(rest);
    }

    /** Its length, then itself in UTF-8. */
    void string(String text) {
        int length = text.length();
        room(length + 5);
        int before = size;
        number(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                size = before;
                byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
                number(encoded.length);
                add(encoded, encoded.length);
                return;
            }
            bytes[size++] = (byte) c;
        }
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
