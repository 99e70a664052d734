package io.systole.core.cib.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class CibValidatorTest {
    @Test
    void aCibWithEverythingInItIsValid() throws IOException {
        byte[] xml;
        try (InputStream resource = CibValidatorTest.class.getResourceAsStream("everything.xml")) {
            xml = resource.readAllBytes();
        }

        List<Problem> problems = CibValidator.check(CibReader.document(xml));

        assertEquals(List.of(), problems);
    }

    @Test
    void anEmptyCibIsValid() {
        Cib empty = Cib.empty();

        List<Problem> problems = CibValidator.check(empty);

        assertEquals(List.of(), problems);
    }

    @Test
    void aGrammarErrorNamesElementAndLine() {
        String xml = """
                <cib validate-with="pacemaker-4.0"><configuration>
                  <resources>
                    <primitive id="web" class="ocf" provider="systole" type="httpd">
                      <parameters id="p"/>
                    </primitive>
                  </resources>
                </configuration></cib>""";

        List<Problem> problems = CibValidator.check(CibReader.document(xml));

        assertEquals(1, problems.size(), problems::toString);
        assertEquals("parameters \"p\" (line 4)", problems.getFirst().place());
        assertTrue(problems.getFirst().text().startsWith("element \"parameters\" not allowed here; expected "), problems::toString);
    }

    @Test
    void noneSwitchesTheGrammarOffButNotTheRest() {
        String xml = "<cib validate-with='none'><configuration><resources><foreign/><group id='g'/></resources></configuration></cib>";

        List<Problem> problems = CibValidator.check(CibReader.cib(xml));

        assertEquals(List.of("error: group \"g\": the group is empty; give it at least one primitive, or delete it"),
                problems.stream().map(Problem::toString).toList());
    }

    @Test
    void unknownGenerationsAndNewerFeatureSetsAreRefused() {
        String missing = "<cib/>";
        String unknown = "<cib validate-with='pacemaker-9.9'/>";
        String newer = "<cib validate-with='pacemaker-4.0' crm_feature_set='3.100.0'/>";

        List<String> texts = List.of(missing, unknown, newer).stream()
                .map(xml -> CibValidator.check(CibReader.cib(xml)).getFirst().text()).toList();

        assertEquals(List.of("validate-with is missing; write validate-with=\"pacemaker-4.0\"",
                "generation validate-with=\"pacemaker-9.9\" is not known; known are pacemaker-1.0 to pacemaker-4.0, and none",
                "the CIB was made for feature set 3.100.0, which is newer than ours, 3.20.5; use a newer release of Systole"), texts);
    }

    @Test
    void allGenerationsFrom1To4AreKnown() {
        List<String> names = List.of("pacemaker-1.0", "pacemaker-1.2", "pacemaker-2.10", "pacemaker-3.9", "pacemaker-4.0", "none");

        List<Boolean> known = names.stream().map(CibGeneration::known).toList();

        assertEquals(List.of(true, true, true, true, true, true), known);
    }
}
