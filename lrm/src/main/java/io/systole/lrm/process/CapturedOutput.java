package io.systole.lrm.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What a program has printed on one stream: the beginning is kept, the rest is counted. */
final class CapturedOutput {
    /** As Pacemaker's executor: more is a program gone mad. */
    static final int LIMIT_BYTES = 10 * 1024 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(256);
    private long droppedBytes;

    void add(byte[] bytes, int length) {
        int fits = Math.min(length, LIMIT_BYTES - kept.size());
        kept.write(bytes, 0, fits);
        droppedBytes += length - fits;
    }

    /** Bytes that are not UTF-8 become replacement characters. */
    String text() {
        String text = kept.toString(StandardCharsets.UTF_8);
        return droppedBytes == 0 ? text : text + "\n(" + droppedBytes + " more bytes dropped)";
    }
}
