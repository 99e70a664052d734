package io.systole.core.cib.xml;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads XML into {@link Element}s. Unknown elements and attributes are kept in their order; comments and processing
 * instructions are skipped; prefixed names are taken as they are written.
 *
 * <p>A document type, an entity of one's own, and anything larger or deeper than {@link Limits} is refused, so a hostile
 * text costs no more than its own length. Bad text throws {@link CibParseException}, nothing else. Stateless.
 */
public final class CibReader {
    private CibReader() {}

    /** Reads a whole CIB. */
    public static Cib cib(String xml) {
        return document(xml).cib();
    }

    /** Reads a whole CIB from UTF-8. */
    public static Cib cib(byte[] xml) {
        return document(xml).cib();
    }

    /** Reads any one element with all that is in it, for example a fragment that a tool sends. */
    public static Element element(String xml) {
        return document(xml).root();
    }

    /** Reads any one element from UTF-8. */
    public static Element element(byte[] xml) {
        return document(xml).root();
    }

    /** Reads any one element and remembers where each element stands. */
    public static CibDocument document(String xml) {
        return new ElementParser(xml, Limits.DEFAULT).parse();
    }

    /** Reads any one element from UTF-8 and remembers where each element stands. */
    public static CibDocument document(byte[] xml) {
        if (xml.length > Limits.DEFAULT.size()) {
            throw new CibParseException(new Place(1, 1), Limits.DEFAULT.tooLarge(xml.length));
        }
        return document(decode(xml));
    }

    private static String decode(byte[] xml) {
        if (ascii(xml)) {
            return new String(xml, StandardCharsets.US_ASCII);
        }
        ByteBuffer bytes = ByteBuffer.wrap(xml);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new CibParseException(placeOf(xml, bytes.position()), "this byte is not UTF-8; save the text in UTF-8");
        }
    }

    /** Nearly every CIB; a decoder would need three times its size for a moment. */
    private static boolean ascii(byte[] xml) {
        for (byte each : xml) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    private static Place placeOf(byte[] xml, int offset) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < offset; i++) {
            if (xml[i] == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new Place(line, column);
    }
}
