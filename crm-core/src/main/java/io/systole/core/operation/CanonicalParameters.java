package io.systole.core.operation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The text that a {@link ParameterDigest} is made of: {@code  <parameters a="1" b="2"/>} between a blank and a newline (C-27). */
final class CanonicalParameters {
    /** Only copied: looking for the algorithm takes longer than the digest of a few parameters. */
    private static final MessageDigest UNUSED_MD5 = unusedMd5();

    private CanonicalParameters() {}

    static ParameterDigest digest(Map<String, String> parameters) {
        var sorted = new TreeMap<String, String>(CanonicalParameters::compare);
        sorted.putAll(parameters);
        String value = md5(text(sorted, false));
        return new ParameterDigest(value, plain(sorted) ? value : md5(text(sorted, true)));
    }

    /** Byte order of UTF-8: that of code points, which for those beyond the basic plane is not the order of Java strings. */
    private static int compare(String a, String b) {
        int at = 0;
        while (at < a.length() && at < b.length()) {
            int order = Integer.compare(a.codePointAt(at), b.codePointAt(at));
            if (order != 0) {
                return order;
            }
            at += Character.charCount(a.codePointAt(at));
        }
        return Integer.compare(a.length(), b.length());
    }

    private static boolean plain(Map<String, String> parameters) {
        for (String value : parameters.values()) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c < ' ' || c == '\'' || c == 0x7F) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String text(Map<String, String> parameters, boolean older) {
        var out = new StringBuilder(" <parameters");
        parameters.forEach((name, value) -> {
            out.append(' ').append(name).append("=\"");
            for (int i = 0; i < value.length(); i++) {
                append(value.charAt(i), older, out);
            }
            out.append('"');
        });
        return out.append("/>\n").toString();
    }

    private static void append(char c, boolean older, StringBuilder out) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append(older ? "&apos;" : "'");
            default -> {
                if (c >= ' ' && c != 0x7F) {
                    out.append(c);
                } else {
                    out.append(older ? olderControl(c) : "&#x" + HexFormat.of().withUpperCase().toHexDigits((byte) c) + ";");
                }
            }
        }
    }

    private static String olderControl(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "    ";
            default -> String.valueOf(c);
        };
    }

    private static String md5(String text) {
        try {
            var digest = (MessageDigest) UNUSED_MD5.clone();
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException everyJdkCanDoIt) {
            throw new IllegalStateException(everyJdkCanDoIt);
        }
    }

    private static MessageDigest unusedMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
