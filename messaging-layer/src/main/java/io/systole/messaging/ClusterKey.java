package io.systole.messaging;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that makes a process a member of the cluster: 32 random bytes, the same on every node.
 *
 * <p>It never encrypts anything itself; keys for one purpose and one sender are derived from it, so that no nonce is
 * ever used twice with one key, however often daemons restart. Immutable; never printed.
 */
public final class ClusterKey {
    /** Length of a key in bytes. */
    public static final int LENGTH = 32;

    private static final String DERIVATION = "HmacSHA256";

    private final byte[] secret;

    private ClusterKey(byte[] secret) {
        this.secret = secret;
    }

    /** Makes a new key from the system's random source. */
    public static ClusterKey generate() {
        byte[] secret = new byte[LENGTH];
        new SecureRandom().nextBytes(secret);
        return new ClusterKey(secret);
    }

    /**
     * Reads a key from its text form.
     *
     * @throws IllegalArgumentException if the text is not base64 of exactly {@link #LENGTH} bytes; the message says what it is
     */
    public static ClusterKey fromText(String text) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("it is not base64 text", notBase64);
        }
        if (secret.length != LENGTH) {
            throw new IllegalArgumentException("it holds " + secret.length + " bytes, a key has " + LENGTH);
        }
        return new ClusterKey(secret);
    }

    /** The key as one line of base64, without a line end. To be written to a key file only. */
    public String toText() {
        return Base64.getEncoder().encodeToString(secret);
    }

    /** Derives a secret of 32 bytes for one purpose; different purposes give unrelated secrets. */
    byte[] derive(String purpose, byte[] context) {
        try {
            Mac mac = Mac.getInstance(DERIVATION);
            mac.init(new SecretKeySpec(secret, DERIVATION));
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks " + DERIVATION, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClusterKey key && MessageDigest.isEqual(secret, key.secret);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(derive("hash code", new byte[0]));
    }

    @Override
    public String toString() {
        return "ClusterKey[secret]";
    }
}
