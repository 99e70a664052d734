package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import io.systole.shell.client.AgentLibrary;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrmShadowToolTest {
    private static final String FILE = "/shadows/shadow.one";

    private final FakeCluster cluster = new FakeCluster(Cib.empty().withSection(Element.of("resources")
            .plus(Element.of("primitive", "id", "a", "class", "ocf", "provider", "pacemaker", "type", "Dummy"))));
    private final MemoryFiles files = new MemoryFiles();
    private final Tools tools = new Tools(new ToolContext(cluster, AgentLibrary.NONE, Optional.empty(), InstantSource.system(),
            ZoneOffset.UTC, Optional.of(files)));

    private ToolResult run(String active, String... words) {
        var environment = new TreeMap<>(Map.of("CIB_shadow_dir", "/shadows", "CIB_shadow", active));
        return tools.run(new ToolCall("crm_shadow", List.of(words), null, environment, "root", 0));
    }

    /** What somebody does to the copy with any tool. */
    private void edit(String from, String to) {
        files.with(FILE, files.text(FILE).replace(from, to));
    }

    private Cib copy() {
        return CibReader.cib(files.text(FILE).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aCopyIsMadeOfTheClusterAndSaysHowToUseIt() {
        ToolResult made = run("", "-b", "-c", "one");

        assertEquals(0, made.exitCode(), made.errors());
        assertTrue(made.output().endsWith("\n  CIB_shadow=one ; export CIB_shadow\n"), made.output());
        assertEquals(cluster.cib, copy());
        assertEquals("one\n", run("one", "-w").output());
        assertEquals(FILE + "\n", run("one", "-F").output());
        assertEquals(0, run("one", "--diff").exitCode());
        assertEquals(files.text(FILE), run("one", "-p").output());
        assertEquals(73, run("", "-b", "-c", "one").exitCode());
        assertEquals(0, run("", "-b", "-c", "one", "-f").exitCode());
    }

    @Test
    void committingBringsBackWhatWasChangedAndLeavesWhatOthersDid() {
        run("", "-b", "-c", "one");
        edit("id=\"a\" class", "id=\"b\" class");
        cluster.cib = cluster.cib.withSection(cluster.cib.section("constraints")
                .plus(Element.of("rsc_location", "id", "l", "rsc", "b", "node", "n1", "score", "1")));

        assertEquals(64, run("one", "-C", "one").exitCode());
        assertEquals(List.of(), cluster.requests);
        ToolResult committed = run("one", "-C", "one", "-f");

        assertEquals(0, committed.exitCode(), committed.errors());
        assertTrue(committed.output().contains("unset CIB_shadow"), committed.output());
        assertTrue(cluster.cib.byId("b").isPresent());
        assertTrue(cluster.cib.byId("a").isEmpty());
        assertTrue(cluster.cib.byId("l").isPresent());
    }

    @Test
    void theDifferenceNamesWhatIsAddedRemovedAndChanged() {
        run("", "-b", "-c", "one");
        edit("type=\"Dummy\"", "type=\"Stateful\"");
        edit("<crm_config/>", "<crm_config><cluster_property_set id=\"o\"><nvpair id=\"n\" name=\"x\" value=\"1\"/></cluster_property_set>"
                + "</crm_config>");

        ToolResult difference = run("one", "-d");

        assertEquals(1, difference.exitCode());
        assertTrue(difference.output().contains("\n+  /cib/configuration/resources/primitive[@id='a']:  @type=Stateful\n"),
                difference.output());
        assertTrue(difference.output().contains("\n++ /cib/configuration/crm_config:  <cluster_property_set id=\"o\">\n"),
                difference.output());
    }

    @Test
    void anEmptyCopyIsOfTheSchemaThatIsWanted() {
        assertEquals(0, run("", "-b", "-e", "one", "-v", "pacemaker-2.0").exitCode());
        assertEquals("pacemaker-2.0", copy().root().get("validate-with"));
    }

    @Test
    void aCopyIsMadeAnewAndForgotten() {
        run("", "-b", "-c", "one");
        edit("id=\"a\" class", "id=\"b\" class");
        assertEquals(0, run("one", "-r", "one", "-b").exitCode());
        assertEquals(cluster.cib, copy());

        assertEquals(64, run("one", "-D", "one").exitCode());
        assertEquals(0, run("one", "-D", "one", "-f").exitCode());
        assertEquals(List.of(), files.names());
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertEquals(new ToolResult(105, "", "No active shadow configuration defined\n"), run("", "-w"));
        for (String command : List.of("-C", "-r", "-s")) {
            assertEquals(105, run("", command, "nosuch", "-f").exitCode(), command);
        }
        assertEquals(105, run("nosuch", "-d").exitCode());
        assertEquals(64, run("").exitCode());
        assertEquals(64, run("one", "-b", "-c", "two").exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/b", ".hidden", "-x", "a b", "a\nb"})
    void aNameDoesNotLeadOutOfTheDirectory(String name) {
        assertEquals(64, run("", "-b", "--create=" + name).exitCode());
        assertEquals(List.of(), files.names());
    }
}
