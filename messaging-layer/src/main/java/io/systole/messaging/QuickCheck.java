package io.systole.messaging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A short authenticator over header and tag of a {@link SealedFrame} (SipHash-2-4 with a key of its own), which costs less than a
 * twentieth of deciphering. It does not replace the seal: it keeps those who do not have the cluster's key from making a member
 * decipher. One key for all senders, so that nothing has to be derived or remembered for one that is not known. Immutable.
 */
final class QuickCheck {
    static final int BYTES = Long.BYTES;

    private final long key0;
    private final long key1;

    QuickCheck(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    static QuickCheck of(ClusterKey key, String purpose, String cluster) {
        byte[] context = (purpose + '\0' + cluster).getBytes(StandardCharsets.UTF_8);
        ByteBuffer derived = ByteBuffer.wrap(key.derive("systole quick check", context));
        return new QuickCheck(derived.getLong(), derived.getLong());
    }

    /** For a frame that lies between these two places. */
    long of(ByteBuffer frame, int offset, int end) {
        // The header has 22 bytes: its third word overlaps the second one.
        return hash(frame.getLong(offset), frame.getLong(offset + Long.BYTES), frame.getLong(offset + SealedFrame.HEADER - Long.BYTES),
                frame.getLong(end - SealedFrame.TAG), frame.getLong(end - Long.BYTES));
    }

    /** SipHash-2-4 of five words (Aumasson and Bernstein, 2012). */
    long hash(long... words) {
        long v0 = key0 ^ 0x736f6d6570736575L;
        long v1 = key1 ^ 0x646f72616e646f6dL;
        long v2 = key0 ^ 0x6c7967656e657261L;
        long v3 = key1 ^ 0x7465646279746573L;
        long last = (long) words.length * Long.BYTES << 56;
        // Two rounds for each word and for the length, then four to finish.
        int rounds = 2 * (words.length + 1);
        for (int i = 0; i < rounds + 4; i++) {
            long word = i / 2 < words.length ? words[i / 2] : last;
            if (i < rounds && i % 2 == 0) {
                v3 ^= word;
            } else if (i == rounds) {
                v2 ^= 0xff;
            }
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32) + v3;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
            if (i < rounds && i % 2 == 1) {
                v0 ^= word;
            }
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}
