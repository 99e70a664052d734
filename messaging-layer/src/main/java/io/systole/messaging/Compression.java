package io.systole.messaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Makes large messages smaller before they are cut into datagrams and sealed: a copy of the CIB is text that repeats itself, and
 * takes a tenth. Four bytes with the original length, then the deflated bytes (RFC 1951). What claims or turns out to be larger
 * than {@link #LARGEST} is refused before memory is taken for it.
 */
final class Compression {
    /** Below it a message fits into one datagram anyhow. */
    static final int WORTHWHILE = 4096;
    /** Far more than any CIB; as much as the local API takes. */
    static final int LARGEST = 64 << 20;

    private Compression() {}

    /** The compressed form; empty if it would not be a tenth smaller. */
    static Optional<byte[]> smaller(byte[] message) {
        if (message.length < WORTHWHILE || message.length > LARGEST) {
            return Optional.empty();
        }
        byte[] out = new byte[message.length - message.length / 10];
        ByteBuffer.wrap(out).putInt(message.length);
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(message);
            deflater.finish();
            int length = deflater.deflate(out, Integer.BYTES, out.length - Integer.BYTES);
            return deflater.finished() ? Optional.of(Arrays.copyOf(out, Integer.BYTES + length)) : Optional.empty();
        }
    }

    /** The original of a compressed form. */
    static byte[] expand(byte[] compressed) throws IOException {
        if (compressed.length < Integer.BYTES) {
            throw new IOException("a compressed message of " + compressed.length + " bytes");
        }
        int length = ByteBuffer.wrap(compressed).getInt();
        // Deflate reaches a factor of 1032 at most; who claims more has not compressed anything.
        if (length < 0 || length > LARGEST || length > 1032L * compressed.length) {
            throw new IOException("a compressed message that claims to be " + Integer.toUnsignedString(length) + " bytes long");
        }
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(compressed, Integer.BYTES, compressed.length - Integer.BYTES);
            byte[] message = new byte[length];
            int got = inflater.inflate(message);
            byte[] more = new byte[1];
            if (got != length || inflater.inflate(more) != 0 || !inflater.finished()) {
                throw new IOException("a compressed message is not " + length + " bytes long, as it claims");
            }
            return message;
        } catch (DataFormatException damaged) {
            throw new IOException("a compressed message is damaged", damaged);
        }
    }
}
