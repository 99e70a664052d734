package io.systole.core.cib.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathQueryTest {
    private static final Element TREE = CibReader.element(
            "<cib><a id='1'><b id='x' n='v'>text</b><d k='1'/><d k='2'/></a><a id='2'><b id='y'/><c/></a></cib>");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            //b                             | /cib/a[@id='1']/b[@id='x'] /cib/a[@id='2']/b[@id='y']
            //b[@id='x' and @n='v']         | /cib/a[@id='1']/b[@id='x']
            //b[@id='x' or @id='y'][1]/@id  | /cib/a[@id='1']/b[@id='x'] /cib/a[@id='2']/b[@id='y']
            //b/text()                      | /cib/a[@id='1']/b[@id='x']
            //b[starts-with(@n,'v')]/..     | /cib/a[@id='1']
            //d                             | /cib/a[@id='1']/d[@k='1'] /cib/a[@id='1']/d[@k='2']
            /                               | /cib
            //nope                          | ''
            """)
    void selectsWhatXPathSelectsAndSaysWhereItIs(String xpath, String paths) {
        var found = new PathQuery(TREE).select(xpath);

        assertEquals(paths.replace("''", ""), String.join(" ", found.stream().map(Spot::path).toList()));
        found.forEach(spot -> assertEquals(spot.element(), CibPath.parse(spot.path()).find(TREE).orElseThrow().element()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"//b[", "count(//b)", "", "document('/etc/passwd')/x", "java:java.lang.Runtime.getRuntime()"})
    void whatIsNoXPathOfElementsIsNamed(String xpath) {
        var refused = assertThrows(IllegalArgumentException.class, () -> new PathQuery(TREE).select(xpath));

        assertTrue(refused.getMessage().contains('"' + xpath + '"'), refused.getMessage());
    }

    @Test
    void aTreeThatXmlCannotHoldIsNoTrouble() {
        assertEquals(1, new PathQuery(Element.of("cib").plus(Element.of("1 bad name")).plus(Element.of("b"))).select("//b").size());
    }
}
