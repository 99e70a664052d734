package io.systole.shell.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.xml.CibReader;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetadataRulesTest {
    private static final String WORDS = "<shortdesc lang=\"en\">s</shortdesc><longdesc lang=\"en\">l</longdesc>";
    private static final String ACTIONS = "<action name=\"start\" timeout=\"20s\"/><action name=\"stop\" timeout=\"20\"/>"
            + "<action name=\"monitor\" timeout=\"20s\" interval=\"10s\" depth=\"0\"/><action name=\"meta-data\" timeout=\"5s\"/>"
            + "<action name=\"validate-all\" timeout=\"5s\"/>";

    private static List<String> check(String parameters, String actions) {
        String document = "<resource-agent name=\"a\"><version>1.1</version>" + WORDS + "<parameters>" + parameters
                + "</parameters><actions>" + actions + "</actions></resource-agent>";
        return checkDocument(document);
    }

    private static List<String> checkDocument(String document) {
        var lines = new ArrayList<String>();
        var subject = new TrialSubject(new AgentId("ocf", "p", "a"), CibReader.element(document), new TreeMap<>());
        new MetadataRules(subject, new TrialReport(lines::add)).check();
        return lines;
    }

    private static String parameter(String attributes, String content) {
        return "<parameter name=\"x\" " + attributes + ">" + WORDS + content + "</parameter>";
    }

    @Test
    void goodMetadataAreOneLine() {
        assertEquals(List.of("ok       metadata keep the rules of OCF 1.1"),
                check(parameter("required=\"0\"", "<content type=\"integer\" default=\"-3\"/>"), ACTIONS));
    }

    @Test
    void aDefaultMustBeOfTheType() {
        assertEquals(List.of("FAILED   parameter x: its default \"many\" is no integer; mend the default or the type"),
                check(parameter("", "<content type=\"integer\" default=\"many\"/>"), ACTIONS));
        assertEquals(List.of("WARNING  parameter x: its default \"20s\" is a time, its type integer; "
                + "write type=\"string\" or a plain number"),
                check(parameter("", "<content type=\"integer\" default=\"20s\"/>"), ACTIONS));
        assertEquals(List.of("FAILED   parameter x: its default \"c\" is no select; mend the default or the type"),
                check(parameter("", "<content type=\"select\" default=\"c\"><option value=\"a\"/></content>"), ACTIONS));
        assertEquals(List.of("FAILED   parameter x: its default \"maybe\" is no boolean; mend the default or the type"),
                check(parameter("", "<content type=\"boolean\" default=\"maybe\"/>"), ACTIONS));
    }

    @Test
    void typesFlagsAndNamesAreThoseOfTheSchema() {
        assertEquals(List.of("FAILED   parameter x: its type is \"text\"; it must be one of string, integer, boolean, select"),
                check(parameter("", "<content type=\"text\"/>"), ACTIONS));
        assertEquals(List.of("FAILED   parameter x: a select without options; add <option value=\"…\"/> for each choice"),
                check(parameter("", "<content type=\"select\"/>"), ACTIONS));
        assertEquals(List.of("FAILED   parameter x: unique=\"perhaps\" is no truth value; write 1 or 0"),
                check(parameter("unique=\"perhaps\"", "<content type=\"string\"/>"), ACTIONS));
        assertEquals(List.of("WARNING  parameter x: required=\"true\" is not of the schema; write 1 or 0"),
                check(parameter("required=\"true\"", "<content type=\"string\"/>"), ACTIONS));
        assertEquals(List.of("FAILED   parameter a-b: a shell cannot read OCF_RESKEY_a-b; use letters, digits and _ only"),
                check("<parameter name=\"a-b\">" + WORDS + "<content type=\"string\"/></parameter>", ACTIONS));
        assertEquals(List.of("FAILED   parameter x: it has no <content>; write <content type=\"string\"/> or what it is"),
                check(parameter("", ""), ACTIONS));
    }

    @Test
    void whatPeopleReadMustBeThere() {
        assertEquals(List.of("WARNING  parameter x: it has no shortdesc; say in <shortdesc lang=\"en\"> what it is",
                        "WARNING  parameter x: it has no longdesc; say in <longdesc lang=\"en\"> what it is"),
                check("<parameter name=\"x\"><content type=\"string\"/></parameter>", ACTIONS));
    }

    @Test
    void actionsHaveTimesAndComeInPairs() {
        assertEquals(List.of("FAILED   action reload: it has no timeout; advise one: timeout=\"20s\"",
                        "FAILED   action promote: timeout=\"soon\" is no time; write for example 20s",
                        "FAILED   actions: promote is there, demote is not; they work only together"),
                check("", ACTIONS + "<action name=\"reload\"/><action name=\"promote\" timeout=\"soon\"/>"));
        assertEquals(List.of("FAILED   actions: stop is not announced; every agent must have it"),
                check("", ACTIONS.replace("<action name=\"stop\" timeout=\"20\"/>", "")));
        assertEquals(List.of("FAILED   action monitor: there is no role \"Boss\"; write Promoted or Unpromoted"),
                check("", ACTIONS + "<action name=\"monitor\" timeout=\"5\" role=\"Boss\"/>"));
    }

    @Test
    void anotherDocumentIsNone() {
        assertEquals(List.of("FAILED   metadata: the root is <html>; it must be <resource-agent>"), checkDocument("<html/>"));
    }
}
