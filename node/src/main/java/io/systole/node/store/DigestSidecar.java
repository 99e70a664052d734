package io.systole.node.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The digest file beside a CIB file. It is written before the CIB file that it belongs to, and has one line for that one
 * and one for the file that is to be replaced: whichever is found after a crash between the two writes, it fits.
 */
record DigestSidecar(List<String> accepted) {
    static final String SUFFIX = ".digest";

    /** For a file that stands alone. */
    static DigestSidecar of(byte[] content) {
        return new DigestSidecar(List.of(digest(content)));
    }

    /** For a file that is about to replace another one. */
    static DigestSidecar of(byte[] next, byte[] present) {
        return new DigestSidecar(List.of(digest(next), digest(present)));
    }

    static DigestSidecar read(byte[] text) {
        return new DigestSidecar(new String(text, StandardCharsets.UTF_8).lines().map(String::strip).filter(s -> !s.isEmpty()).toList());
    }

    byte[] text() {
        return (String.join("\n", accepted) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    boolean fits(byte[] content) {
        return accepted.contains(digest(content));
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
