package io.systole.shell.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading what {@code show} prints gives the configuration that it was printed from. */
class RoundTripTest {
    private static Cib load(Cib start, String text) {
        var draft = new Draft(start, AgentNames.unknown());
        Script.read(text).forEach(draft::update);
        return draft.cib();
    }

    /** The sections with their objects by id: {@code show} sorts. */
    private static Element sorted(Cib cib) {
        return cib.configuration().withChildren(cib.configuration().children().stream()
                .map(section -> section.withChildren(section.children().stream()
                        .sorted(Comparator.comparing(each -> each.get("id", "")))
                        .toList()))
                .filter(section -> !section.children().isEmpty())
                .sorted(Comparator.comparing(Element::name))
                .toList());
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRandomConfigurationSurvivesTextIntoAnEmptyCib(long seed) {
        Cib cib = new RandomConfiguration(seed).cib();

        String text = new ConfigurationText(cib, AgentNames.unknown()).all();

        assertEquals(sorted(cib), sorted(load(Cib.empty(), text)), () -> "seed " + seed + "\n" + text);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void loadingTheTextOntoItsOwnCibChangesNothing(long seed) {
        Cib cib = new RandomConfiguration(seed).withOddIds();

        String text = new ConfigurationText(cib, AgentNames.unknown()).all();

        assertEquals(cib, load(cib, text), () -> "seed " + seed + "\n" + text);
    }

    @Test
    void aConfigurationOfEveryKindLooksAsExpected() throws IOException {
        Cib cib = CibReader.cib(resource("every-kind.xml"));

        String text = new ConfigurationText(cib, AgentNames.unknown()).all();

        assertEquals(resource("every-kind.crm"), text);
        assertEquals(cib, load(cib, text));
    }

    private static String resource(String name) throws IOException {
        try (var stream = RoundTripTest.class.getResourceAsStream("/grammar/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
