package io.systole.core.cib.patch;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.Fingerprint;
import io.systole.core.cib.xml.CibWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The fingerprint of a CIB: MD5 over its text in one line, without the attributes that say who wrote it and when (C-149).
 * Costs a pass over the whole CIB; copies of nodes are compared by {@link Fingerprint}. It finds divergence, it does not protect
 * against forgery.
 */
public final class CibDigest {
    private CibDigest() {}

    /** The digest of a whole CIB, status included. */
    public static String of(Cib cib) {
        return of(cib.root());
    }

    /** The digest of one element with all that is in it. */
    public static String of(Element element) {
        byte[] text = CibWriter.line(filtered(element)).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static Element filtered(Element element) {
        Element own = element;
        for (String attribute : element.attributes().keySet()) {
            own = Fingerprint.counts(attribute) ? own : own.with(attribute, null);
        }
        return own.children().isEmpty() ? own : own.withChildren(own.children().stream().map(CibDigest::filtered).toList());
    }
}
