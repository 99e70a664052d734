package io.systole.core.cib;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What an element and all below it amount to, in 128 bits: MD5 over tag, attributes in their order, text, and the children's
 * fingerprints. An element keeps its own, so after a change only the elements from the changed one up to the root are looked at
 * again. Says whether two copies are the same; it does not protect against forgery.
 *
 * <p>Attributes that say who wrote something and when are left out, as in Pacemaker's digest (C-149). That one is over the text as
 * a whole and costs a pass over all of it ({@code CibDigest}).
 */
public record Fingerprint(long high, long low) {
    private static final int END_OF_ATTRIBUTES = -1;
    private static final MessageDigest MD5 = md5();

    /** Of one element, from what is in it. */
    static Fingerprint of(String name, String[] attributes, String text, List<Fingerprint> below) {
        var content = new Content();
        content.string(name);
        for (int i = 0; i < attributes.length; i += 2) {
            if (counts(attributes[i])) {
                content.string(attributes[i]);
                content.string(attributes[i + 1]);
            }
        }
        content.number(END_OF_ATTRIBUTES);
        content.string(text);
        for (Fingerprint child : below) {
            content.number(child.high);
            content.number(child.low);
        }
        ByteBuffer sum = ByteBuffer.wrap(content.md5());
        return new Fingerprint(sum.getLong(), sum.getLong());
    }

    /** Whether an attribute of this name counts when copies are compared. */
    public static boolean counts(String attribute) {
        return switch (attribute.length()) {
            case 11 -> !attribute.equals("update-user");
            case 13 -> !attribute.equals("update-origin") && !attribute.equals("update-client");
            case 16 -> !attribute.equals("crm-debug-origin") && !attribute.equals("cib-last-written");
            default -> true;
        };
    }

    /** A copy costs less than the search for who provides it. */
    private static MessageDigest newMd5() {
        try {
            return (MessageDigest) MD5.clone();
        } catch (CloneNotSupportedException e) {
            return md5();
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** What an element's fingerprint is made of. */
    private static final class Content {
        private ByteBuffer bytes = ByteBuffer.allocate(512);

        /** With its length before it, so that no two elements have the same content. */
        void string(String text) {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            number(encoded.length);
            room(encoded.length);
            bytes.put(encoded);
        }

        void number(long number) {
            room(Long.BYTES);
            bytes.putLong(number);
        }

        private void room(int more) {
            if (bytes.remaining() < more) {
                ByteBuffer larger = ByteBuffer.allocate(2 * bytes.capacity() + more);
                bytes = larger.put(bytes.flip());
            }
        }

        byte[] md5() {
            MessageDigest md5 = newMd5();
            md5.update(bytes.array(), 0, bytes.position());
            return md5.digest();
        }
    }

    /** 32 hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
