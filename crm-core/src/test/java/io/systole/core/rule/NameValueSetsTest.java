package io.systole.core.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules 1:S-35 to 1:S-38. */
class NameValueSetsTest {
    private static final ZonedDateTime NOW = Instant.EPOCH.atZone(ZoneOffset.UTC);

    private static Map<String, String> read(String sets) {
        var rules = new RuleEvaluator(id -> Optional.empty(), new NextChange(NOW.toInstant()));
        Element primitive = CibReader.element("<primitive id=\"p\">" + sets + "</primitive>");
        return new NameValueSets(rules).read(primitive, "meta_attributes", RuleContext.at(NOW));
    }

    private static String set(String id, String attributes, String... pairs) {
        var text = new StringBuilder("<meta_attributes id=\"" + id + "\" " + attributes + ">");
        for (int i = 0; i < pairs.length; i += 2) {
            text.append("<nvpair id=\"").append(id).append('-').append(i).append("\" name=\"").append(pairs[i])
                    .append("\" value=\"").append(pairs[i + 1]).append("\"/>");
        }
        return text.append("</meta_attributes>").toString();
    }

    @Test
    void theHigherScoreWins() {
        Map<String, String> values = read(set("low", "score=\"1\"", "x", "low", "y", "low") + set("high", "score=\"2\"", "x", "high"));

        assertEquals(Map.of("x", "high", "y", "low"), values);
    }

    @Test
    void amongEqualSetsTheLastWinsAndInASetTheFirstPair() {
        Map<String, String> values = read(set("a", "", "x", "a") + set("b", "", "x", "first", "x", "second"));

        assertEquals(Map.of("x", "first"), values);
    }

    @Test
    void defaultTakesAStrongerValueBack() {
        Map<String, String> values = read(set("strong", "score=\"2\"", "x", "strong") + set("weak", "", "x", "#default"));

        assertEquals(Map.of(), values);
    }
}
