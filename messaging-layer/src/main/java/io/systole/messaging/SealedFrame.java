package io.systole.messaging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The form of everything on the wire.
 *
 * <pre>
 *  0 version (2) | 1 reserved, 0 | 2 key id (4) | 6 boot id of the sender (8) | 14 counter (8) | 22 quick check (8)
 *  30 ciphertext | tag (16)
 * </pre>
 *
 * The first 22 bytes are authenticated too, and what {@link QuickCheck} says of them and the tag is looked at first. The key id
 * tells which of several keys was used, and so makes changing the key of a running cluster possible; it differs between clusters that
 * share a key. The key of the cipher is derived from the cluster key, the purpose, the cluster's name and the boot id; the nonce is the
 * counter alone, which never repeats under one boot id.
 */
final class SealedFrame {
    static final byte VERSION = 2;
    static final int HEADER = 22;
    /** Where the key id stands. */
    static final int KEY_ID = 2;
    static final int BOOT_ID = 6;
    static final int COUNTER = 14;
    /** Where the ciphertext begins. */
    static final int TEXT = HEADER + QuickCheck.BYTES;
    static final int TAG = 16;
    /** What sealing adds to the length of a datagram, in bytes. */
    static final int OVERHEAD = TEXT + TAG;
    static final String CIPHER = "AES/GCM/NoPadding";

    private SealedFrame() {}

    static int keyId(ClusterKey key, String cluster) {
        return ByteBuffer.wrap(key.derive("systole key id", cluster.getBytes(StandardCharsets.UTF_8))).getInt();
    }

    static SecretKey sessionKey(ClusterKey key, String purpose, String cluster, long bootId) {
        byte[] name = cluster.getBytes(StandardCharsets.UTF_8);
        byte[] context = ByteBuffer.allocate(Long.BYTES + name.length).putLong(bootId).put(name).array();
        return new SecretKeySpec(key.derive("systole " + purpose, context), "AES");
    }

    static GCMParameterSpec nonce(long counter) {
        return new GCMParameterSpec(TAG * Byte.SIZE, ByteBuffer.allocate(12).putInt(0).putLong(counter).array());
    }

    static void writeHeader(ByteBuffer frame, int keyId, long bootId, long counter) {
        frame.put(VERSION).put((byte) 0).putInt(keyId).putLong(bootId).putLong(counter);
    }
}
