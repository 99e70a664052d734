package io.systole.messaging;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A message of the core on its way: the number of the sender's view, then the message.
 *
 * @param viewNumber the view in which it was sent; tells the receiver what is older than a partition
 */
record Envelope(long viewNumber, byte[] message) {
    private static final int HEADER = Long.BYTES;

    byte[] bytes() {
        return ByteBuffer.allocate(HEADER + message.length).putLong(viewNumber).put(message).array();
    }

    static Envelope read(byte[] bytes, int offset, int length) {
        if (length < HEADER) {
            throw new IllegalArgumentException("an envelope of " + length + " bytes");
        }
        return new Envelope(ByteBuffer.wrap(bytes, offset, HEADER).getLong(),
                Arrays.copyOfRange(bytes, offset + HEADER, offset + length));
    }
}
