package io.systole.core.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.xml.CibReader;
import io.systole.core.rule.RuleValidity.Phase;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleValidityTest {
    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-26T12:00:00Z");

    private static RuleValidity judge(String conditions, String operator) {
        String rule = "<rule id='r' boolean-op='" + operator + "'>" + conditions + "</rule>";
        return RuleValidity.of(CibReader.element(rule), id -> Optional.empty(), NOW);
    }

    private static String date(String attributes) {
        return "<date_expression id='e' " + attributes + "/>";
    }

    private static String spec(String attributes) {
        return "<date_expression id='e' operation='date_spec'><date_spec id='s' " + attributes + "/></date_expression>";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "operation='in_range' start='2020-01-01' end='2030-01-01'|IN_EFFECT|",
        "operation='in_range' start='2030-01-01'|NOT_YET|2030-01-01T00:00Z",
        "operation='in_range' end='2020-01-01'|EXPIRED|",
        "operation='lt' end='2020-01-01'|EXPIRED|",
        "operation='gt' start='2040-01-01'|NOT_YET|2040-01-01T00:00:01Z",
        "operation='gt' start='nonsense'|EXPIRED|",
    })
    void aDateSaysWhetherItIsBeforeOrAfter(String attributes, Phase phase, String next) {
        assertEquals(new RuleValidity(phase, Optional.ofNullable(next).map(ZonedDateTime::parse)), judge(date(attributes), "and"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "years='2020-2040'|IN_EFFECT|",
        "years='2019-2021' months='3'|EXPIRED|",
        "years='2026' months='1'|EXPIRED|",
        "years='2026' months='12'|NOT_YET|2026-12-01T00:00Z",
        "years='2025-' months='1'|NOT_YET|2027-01-01T00:00Z",
        "hours='3'|NOT_YET|2026-11-27T03:00Z",
        "hours='9-17' weekdays='1-5'|IN_EFFECT|",
        "hours='9-11' weekdays='1'|NOT_YET|2026-11-30T09:00Z",
        "months='2' monthdays='29'|NOT_YET|2028-02-29T00:00Z",
        "months='2' monthdays='30'|EXPIRED|",
        "minutes='30' seconds='15'|NOT_YET|2026-11-26T12:30:15Z",
        "weekyears='2027' weeks='1' weekdays='3'|NOT_YET|2027-01-06T00:00Z",
        "hours='x'|EXPIRED|",
    })
    void aDateThatComesAgainIsNamed(String attributes, Phase phase, String next) {
        assertEquals(new RuleValidity(phase, Optional.ofNullable(next).map(ZonedDateTime::parse)), judge(spec(attributes), "and"));
    }

    @ParameterizedTest
    @CsvSource({"and, EXPIRED", "or, IN_EFFECT"})
    void severalDatesAreJudgedTogether(String operator, Phase phase) {
        assertEquals(phase, judge(date("operation='lt' end='2020-01-01'") + date("operation='gt' start='2021-01-01'"), operator).phase());
    }

    @ParameterizedTest
    @CsvSource({"and, IN_EFFECT", "or, UNDECIDED"})
    void whatElseMustHoldIsTakenToHold(String operator, Phase phase) {
        String attribute = "<expression id='a' attribute='a' operation='defined'/>";
        assertEquals(phase, judge(attribute + date("operation='gt' start='2020-01-01'"), operator).phase());
        assertEquals(Phase.UNDECIDED, judge(attribute, operator).phase());
    }
}
