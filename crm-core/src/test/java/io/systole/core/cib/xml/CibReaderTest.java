package io.systole.core.cib.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Element;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CibReaderTest {
    @Test
    void unknownElementsAndAttributesAreKeptInTheirOrder() {
        String xml = "<a z='1' b='2' x:y='3' xmlns:x='urn:x'><x:new/><b>some text</b><x:new/></a>";

        Element read = CibReader.element(xml);

        assertEquals(List.of("z", "b", "x:y", "xmlns:x"), List.copyOf(read.attributes().keySet()));
        assertEquals(List.of("x:new", "b", "x:new"), read.children().stream().map(Element::name).toList());
        assertEquals("some text", read.children().get(1).text());
    }

    @Test
    void commentsAndInstructionsAndLayoutAreNotContent() {
        String xml = "\uFEFF<?xml version='1.0'?>\n<!-- x -->\n<a>\n  <!-- y --> <b/> <?z z?>\n</a>\n<!-- end -->\n";

        Element read = CibReader.element(xml);

        assertEquals(Element.of("a").plus(Element.of("b")), read);
    }

    @Test
    void everyElementHasItsPlace() {
        String xml = "<?xml version='1.0'?>\n\n<cib\n  epoch='1'>\n  <a/><b\n    id='1'/>\n  <!-- c -->\n  <c>t</c>\n</cib>";

        CibDocument document = CibReader.document(xml);

        List<String> places = document.root().tree().map(e -> e.name() + " " + document.place(e).orElseThrow()).toList();
        assertEquals(List.of("cib line 3, column 1", "a line 5, column 3", "b line 5, column 7", "c line 8, column 3"), places);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<a><b></a> ~ line 1, column 9: The element type \"b\" must be terminated by the matching end-tag \"</b>\".",
        "<a>\n<b c=1/></a> ~ line 2, column 6: Open quote is expected for attribute \"c\" associated with an element type \"b\".",
        "<a>\n  <b/> ~ line 2, column 7: the text ends before the last element is closed; it may have been cut off",
        "  ~ line 1, column 1: the text is empty",
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>"
                + " ~ line 1, column 1: a document type (<!DOCTYPE…>) is not accepted; remove it",
        "<a b='&e;'/> ~ line 1, column 10: The entity \"e\" was referenced, but not declared.",
        "<a b='1' b='2'/> ~ line 1, column 15: Attribute \"b\" was already specified for element \"a\".",
        "hello ~ line 1, column 1: Content is not allowed in prolog.",
    })
    void badTextIsRefusedInOneSentenceWithItsPlace(String textAndSentence) {
        String[] parts = textAndSentence.split(" ~ ", 2);

        var refused = assertThrows(CibParseException.class, () -> CibReader.document(parts[0]));

        assertEquals(parts[1], refused.getMessage());
    }

    @Test
    void aCibMustStartWithCib() {
        String xml = "\n<resources/>";

        var refused = assertThrows(CibParseException.class, () -> CibReader.cib(xml));

        assertEquals("line 2, column 1: a CIB starts with <cib>, but this text starts with <resources>", refused.getMessage());
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirPlace() {
        byte[] xml = "<a>\n<b c='x'/></a>".getBytes(StandardCharsets.UTF_8);
        xml[10] = (byte) 0xE4;

        var refused = assertThrows(CibParseException.class, () -> CibReader.element(xml));

        assertEquals("line 2, column 7: this byte is not UTF-8; save the text in UTF-8", refused.getMessage());
    }

    @Test
    void tooDeepTooWideAndTooLongTextsAreRefused() {
        String deep = "<a>".repeat(101) + "</a>".repeat(101);
        var wide = new StringBuilder("<a");
        for (int i = 0; i <= 500; i++) {
            wide.append(" n").append(i).append("=''");
        }
        var small = new Limits(10, 5, 5);

        var tooDeep = assertThrows(CibParseException.class, () -> CibReader.element(deep));
        var tooWide = assertThrows(CibParseException.class, () -> CibReader.element(wide.append("/>").toString()));
        var tooLong = assertThrows(CibParseException.class, () -> new ElementParser("<abc></abc>", small).parse());

        assertTrue(tooDeep.getMessage().endsWith("<a> lies deeper than 100 elements"), tooDeep.getMessage());
        assertTrue(tooWide.getMessage().endsWith("<a> has 501 attributes, more than 500 are not accepted"), tooWide.getMessage());
        assertTrue(tooLong.getMessage().endsWith("the text has 11 characters, more than 10 are not accepted"), tooLong.getMessage());
    }

    @Test
    void aTextOfSeveralMegabytesWithManyEscapesIsNoProblem() {
        String xml = "<a>" + "<nvpair id='x' value='&quot;&lt;&#10;&amp;'/>".repeat(100_000) + "</a>";

        Element read = CibReader.element(xml);

        assertEquals(100_000, read.children().size());
        assertEquals("\"<\n&", read.children().getLast().get("value"));
    }
}
