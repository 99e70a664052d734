package io.systole.messaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A message of the core on its way: its form and the number of the sender's view, then the message, compressed if that pays.
 *
 * @param viewNumber the view in which it was sent; tells the receiver what is older than a partition
 */
record Envelope(long viewNumber, byte[] message) {
    private static final int HEADER = Long.BYTES;
    private static final int FORM_SHIFT = 56;
    private static final long VIEW_MASK = (1L << FORM_SHIFT) - 1;
    private static final long PLAIN = 0;
    private static final long COMPRESSED = 1;
    private static final long ABOUT_KEY = 2;

    /** As it travels. May take a few milliseconds for a large message. */
    byte[] bytes() {
        return Compression.smaller(message).map(small -> write(COMPRESSED, small)).orElseGet(() -> write(PLAIN, message));
    }

    private byte[] write(long form, byte[] body) {
        return ByteBuffer.allocate(HEADER + body.length).putLong(form << FORM_SHIFT | viewNumber & VIEW_MASK).put(body).array();
    }

    /** A message that is not for the core but about the cluster key. */
    static byte[] aboutKey(KeyMessage message) {
        byte[] body = KeyMessage.write(message);
        return ByteBuffer.allocate(HEADER + body.length).putLong(ABOUT_KEY << FORM_SHIFT).put(body).array();
    }

    /** The message about the cluster key in these bytes; empty if they are something else. */
    static Optional<KeyMessage> readAboutKey(byte[] bytes, int offset, int length) throws IOException {
        if (length < HEADER || bytes[offset] != ABOUT_KEY) {
            return Optional.empty();
        }
        return Optional.of(KeyMessage.read(Arrays.copyOfRange(bytes, offset + HEADER, offset + length)));
    }

    static Envelope read(byte[] bytes, int offset, int length) throws IOException {
        if (length < HEADER) {
            throw new IOException("an envelope of " + length + " bytes");
        }
        long head = ByteBuffer.wrap(bytes, offset, HEADER).getLong();
        byte[] body = Arrays.copyOfRange(bytes, offset + HEADER, offset + length);
        long form = head >>> FORM_SHIFT;
        if (form == PLAIN) {
            return new Envelope(head & VIEW_MASK, body);
        }
        if (form == COMPRESSED) {
            return new Envelope(head & VIEW_MASK, Compression.expand(body));
        }
        throw new IOException("an envelope of the unknown form " + form);
    }
}
