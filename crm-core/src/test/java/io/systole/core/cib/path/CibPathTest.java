package io.systole.core.cib.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CibPathTest {
    private static final Element TREE = CibReader.element("<cib><a id='1'><b id='x' n='v'/></a><a id='2'><b id='x'/><c/></a></cib>");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /cib                        | <cib>
            /cib/a                      | <a id="1">
            /cib/a[@id='2']             | <a id="2">
            /cib/a[@id='2']/b           | <b id="x">
            /cib/a/c                    | <c>
            //c                         | <c>
            //b[@id='x'][@n='v']        | <b id="x">
            /cib/*[@id="2"]             | <a id="2">
            /a                          | none
            /cib/a[@id='3']             | none
            """)
    void aPathSelectsTheFirstElementThatFits(String path, String expected) {
        CibPath parsed = CibPath.parse(path);

        String found = parsed.find(TREE).map(spot -> spot.element().toString()).orElse("none");

        assertEquals(expected, found);
    }

    @Test
    void theStepToAnElementFindsItWhateverItsId() {
        List<String> ids = List.of("plain", "it's", "say \"&quot;\" & it's", "a/b[@id='c']");

        List<String> found = ids.stream()
                .map(id -> Element.of("cib").plus(Element.of("x", "id", "other")).plus(Element.of("x", "id", id)))
                .map(cib -> CibPath.parse("/cib" + CibPath.step(cib.children().getLast())).find(cib).orElseThrow().element().id())
                .toList();

        assertEquals(ids, found);
    }

    @Test
    void onlyThatPlaceIsChangedEvenIfTheSameValueStandsTwice() {
        Element shared = Element.of("x");
        Element tree = Element.of("cib").plus(shared).plus(shared);
        Spot second = Spot.root(tree).children().getLast();

        Element replaced = second.replace(Element.of("y"));
        Element removed = second.remove();

        assertEquals("<cib><x/><y/></cib>", CibWriter.line(replaced));
        assertEquals("<cib><x/></cib>", CibWriter.line(removed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cib           | character 1: expected /
            /             | character 2: expected a name
            /cib[id='x']  | character 6: expected @
            /cib[@id=x]   | character 10: expected a value in quotes
            /cib[@id='x'  | character 13: expected ]
            """)
    void whatCannotBeReadIsNamed(String path, String complaint) {
        var refused = assertThrows(IllegalArgumentException.class, () -> CibPath.parse(path));

        assertEquals("path " + path + ", " + complaint + "; a path looks like /cib/configuration/resources/primitive[@id='web']",
                refused.getMessage());
    }
}
