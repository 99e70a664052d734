package io.systole.core.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules 1:S-83 to 1:S-96. */
class RuleEvaluatorTest {
    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 1, 1, 12, 0, 0, 0, ZoneOffset.UTC);
    private static final RuleContext NODE = RuleContext.at(NOW)
            .withNode(Map.of("#uname", "n1", "ping", "100", "load", "1.5", "ver", "1.10"));

    private static boolean passes(String conditions, RuleContext context) {
        return passes(conditions, "and", context, new NextChange(NOW.toInstant()));
    }

    private static boolean passes(String conditions, String operator, RuleContext context, NextChange changes) {
        Element rule = CibReader.element("<rule id=\"r\" boolean-op=\"" + operator + "\">" + conditions + "</rule>");
        return new RuleEvaluator(id -> Optional.empty(), changes).passes(rule, context);
    }

    @ParameterizedTest
    @CsvSource({
        "ping, gt, 50, integer, true",
        "ping, lt, 50, integer, false",
        "ping, gt, 50, , true",
        "load, gt, 1.2, number, true",
        "load, eq, 1, integer, true",
        "ver, gt, 1.9, version, true",
        "ver, gt, 1.9, number, false",
        "#uname, eq, N1, , true",
        "none, ne, x, , true",
        "none, eq, x, , false",
        "none, gt, 1, , false"
    })
    void comparesAttributes(String attribute, String operation, String value, String type, boolean expected) {
        String given = type == null ? "" : " type=\"" + type + "\"";

        boolean result = passes("<expression id=\"e\" attribute=\"" + attribute + "\" operation=\"" + operation
                + "\" value=\"" + value + "\"" + given + "/>", NODE);

        assertEquals(expected, result);
    }

    @Test
    void aRuleWithoutConditionsPasses() {
        assertEquals(true, passes("", NODE));
    }

    @Test
    void orNeedsOneAndNestedRulesCount() {
        String conditions = "<expression id=\"a\" attribute=\"none\" operation=\"defined\"/>"
                + "<rule id=\"n\"><expression id=\"b\" attribute=\"ping\" operation=\"defined\"/></rule>";

        assertEquals(true, passes(conditions, "or", NODE, new NextChange(NOW.toInstant())));
        assertEquals(false, passes(conditions, NODE));
    }

    @ParameterizedTest
    @CsvSource({
        "'operation=\"in_range\" start=\"2026-01-01T00:00:00Z\" end=\"2026-01-02T00:00:00Z\"', true",
        "'operation=\"gt\" start=\"2026-01-01 12:00:00Z\"', false",
        "'operation=\"lt\" end=\"20260101T120001Z\"', true",
        "'operation=\"in_range\" start=\"2026-002\"', false",
        "'operation=\"in_range\" end=\"2025-W52-7\"', false",
        "'operation=\"in_range\" start=\"nonsense\"', false"
    })
    void comparesDates(String attributes, boolean expected) {
        assertEquals(expected, passes("<date_expression id=\"d\" " + attributes + "/>", NODE));
    }

    @ParameterizedTest
    @CsvSource({
        "hours, 9-16, true", "hours, 13-, false", "weekdays, 4, true", "months, -1, true", "years, 2026, true", "monthdays, '1,2', false"
    })
    void comparesPartsOfDates(String unit, String range, boolean expected) {
        String spec = "<date_spec id=\"s\" " + unit + "=\"" + range + "\"/>";
        String condition = "<date_expression id=\"d\" operation=\"date_spec\">" + spec + "</date_expression>";

        assertEquals(expected, passes(condition, NODE));
    }

    @Test
    void tellsWhenARangeWillEnd() {
        var changes = new NextChange(NOW.toInstant());

        passes("<date_expression id=\"d\" operation=\"in_range\" end=\"2026-01-01T13:00:00Z\"/>", "and", NODE, changes);

        assertEquals(Optional.of(Instant.parse("2026-01-01T13:00:01Z")), changes.at());
    }

    @Test
    void looksAtAgentsAndOperations() {
        RuleContext context = RuleContext.at(NOW).withAgent(new AgentId("ocf", "systole", "IPaddr")).withOperation("monitor", 10_000);

        assertEquals(true, passes("<rsc_expression id=\"a\" type=\"IPaddr\"/>", context));
        assertEquals(true, passes("<op_expression id=\"o\" name=\"monitor\" interval=\"10s\"/>", context));
        assertEquals(false, passes("<op_expression id=\"o\" name=\"start\"/>", context));
    }
}
