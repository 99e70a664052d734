package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterCheckTest {
    private final AgentMetadata metadata = new MetadataReader().read("ocf:test:Sample", MetadataReaderTest.sample("full.xml"));

    @Test
    void findsNothingInGoodValues() {
        Map<String, String> values = Map.of("file", "/x", "port", "8080", "mode", "hard", "verbose", "Yes", "trace_ra", "1");

        List<String> mistakes = ParameterCheck.check(metadata, values);

        assertEquals(List.of(), mistakes);
    }

    @Test
    void saysOneSentenceForEachMistake() {
        Map<String, String> values = Map.of("port", "many", "mode", "sofd", "verbose", "perhaps", "fiel", "/x");

        List<String> mistakes = ParameterCheck.check(metadata, values);

        assertEquals(List.of(
            "parameter file is required (File); add file=…",
            "parameter port: \"many\" is not a whole number",
            "parameter mode: \"sofd\" is not allowed; choose one of soft, hard; did you mean \"soft\"?",
            "parameter verbose: \"perhaps\" is not a truth value; write true or false",
            "parameter fiel is not known to agent Sample; did you mean \"file\"?"), mistakes);
    }

    @Test
    void anEmptyValueDoesNotSatisfyARequirement() {
        Map<String, String> values = Map.of("file", "");

        List<String> mistakes = ParameterCheck.check(metadata, values);

        assertEquals(List.of("parameter file is required and must not be empty"), mistakes);
    }
}
