package io.systole.core.cib.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.systole.core.cib.Element;
import java.util.List;
import org.junit.jupiter.api.Test;

class CibWriterTest {
    @Test
    void textIsIndentedByTwoBlanks() {
        Element cib = CibReader.element("<cib epoch='1'><configuration><nodes/></configuration><status/></cib>");

        String text = CibWriter.text(cib);

        assertEquals("""
                <cib epoch="1">
                  <configuration>
                    <nodes/>
                  </configuration>
                  <status/>
                </cib>
                """, text);
    }

    @Test
    void aLineIsOneLineWhateverTheContent() {
        Element element = Element.of("a", "v", "1\n2\t3\r").withText("x\ny").plus(Element.of("b"));

        String line = CibWriter.line(element);

        assertEquals("<a v=\"1&#10;2&#9;3&#13;\">x&#10;y<b/></a>", line);
    }

    @Test
    void everyCharacterThatXmlCanHoldComesBack() {
        var all = new StringBuilder();
        for (int c = 1; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 97) {
            boolean holdable = c >= ' ' && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF || c == '\t' || c == '\n' || c == '\r';
            if (holdable) {
                all.appendCodePoint(c);
            }
        }
        Element element = Element.of("a", "v", " " + all + " ").withText("x" + all + "x");

        List<Element> back = List.of(CibReader.element(CibWriter.text(element)), CibReader.element(CibWriter.line(element)));

        assertEquals(List.of(element, element), back);
    }

    @Test
    void whatXmlCannotHoldBecomesAReplacementCharacter() {
        Element element = Element.of("a", "v", "1\u00012\uD8003\uFFFF");

        String line = CibWriter.line(element);

        assertEquals("<a v=\"1\uFFFD2\uFFFD3\uFFFD\"/>", line);
        assertFalse(CibReader.element(line).get("v").isEmpty());
    }
}
