package io.systole.lrm.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a program has printed on one stream: the end is kept, since that is where reasons stand, the beginning is counted.
 * Pacemaker keeps ten megabytes; here many agents share the small heap of a daemon that must not fall over any of them.
 */
final class CapturedOutput {
    static final int LIMIT_BYTES = 256 * 1024;

    private ByteArrayOutputStream kept = new ByteArrayOutputStream(256);
    private long droppedBytes;

    void add(byte[] bytes, int length) {
        kept.write(bytes, 0, length);
        if (kept.size() > 2 * LIMIT_BYTES) {
            trim();
        }
    }

    private void trim() {
        byte[] all = kept.toByteArray();
        int start = Math.max(0, all.length - LIMIT_BYTES);
        // Not in the middle of a character.
        while (start > 0 && start < all.length && (all[start] & 0xC0) == 0x80) {
            start++;
        }
        kept = new ByteArrayOutputStream(2 * LIMIT_BYTES);
        kept.write(all, start, all.length - start);
        droppedBytes += start;
    }

    /** Bytes that are not UTF-8 become replacement characters. */
    String text() {
        if (kept.size() > LIMIT_BYTES) {
            trim();
        }
        String text = kept.toString(StandardCharsets.UTF_8);
        return droppedBytes == 0 ? text : "(" + droppedBytes + " bytes before this were dropped)\n" + text;
    }
}
