package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.systole.core.cib.xml.CibReader;
import io.systole.shell.client.AgentLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole runs of {@code crm_simulate}. The texts for our own CIBs are kept in files; {@code -Dgolden.rewrite=true} writes them
 * anew, commit them only if you can say why they changed.
 */
class CrmSimulateToolTest {
    private final MemoryFiles files = new MemoryFiles().with("shop.xml", resource("shop.xml"))
            .with("containers.xml", resource("containers.xml"));
    private final FakeCluster cluster = new FakeCluster(CibReader.cib(resource("shop.xml")));
    private final Tools tools = new Tools(new ToolContext(cluster, AgentLibrary.NONE, Optional.empty(),
            InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z")), ZoneOffset.UTC, Optional.of(files)));

    private static String resource(String name) {
        try (var stream = CrmSimulateToolTest.class.getResourceAsStream("/simulate/" + name)) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private ToolResult simulate(String line) {
        return tools.run(ToolCall.of("crm_simulate", line.isEmpty() ? new String[0] : line.split(" ")));
    }

    private String good(String line) {
        ToolResult result = simulate(line);
        assertEquals(0, result.exitCode(), result.errors());
        return result.output();
    }

    @ParameterizedTest
    @CsvSource({
        "status,",
        "status-with-attributes,-A -c",
        "nothing-to-do,-S",
        "scores,-R -s",
        "scores-and-utilization,-R -sU",
        "quiet-scores,-SsQ",
        "node-down,-S -d n2",
        "node-fails,-S -f n1 -V",
        "node-comes,-S -u n3",
        "monitor-fails,-S -c -i web_monitor_10000@n1=7",
        "stop-fails,-S -d n2 -i ip_monitor_10000@n1=1 -F web_stop_0@n1=1",
        "ticket-revoked,-S -r site",
        "ticket-standby,-S -b site -e other -g third",
        "quorum-lost,-S -q 0 -w 0",
        "another-time,-S -t 2026-324T06:00",
        "as-xml,-S -s -d n2 --output-as=xml",
        "containers,-x containers.xml -S",
        "containers-as-xml,-x containers.xml --output-as=xml"})
    void theTextIsTheGoldenOne(String golden, String options) throws IOException {
        String text = good("-x shop.xml" + (options == null ? "" : " " + options));

        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(Path.of(System.getProperty("golden.directory", "src/test/resources"), "simulate", golden + ".txt"),
                    text);
        } else {
            assertEquals(resource(golden + ".txt"), text);
        }
    }

    @Test
    void theInputComesFromAFileOrStandardInputOrTheClusterAndIsTheSame() {
        files.input = resource("shop.xml").getBytes(StandardCharsets.UTF_8);

        String fromFile = good("-S -x shop.xml");

        assertEquals(fromFile, good("-S -p"));
        assertEquals(fromFile, good("-S"));
        assertEquals(fromFile, good("-LS"));
        assertTrue(cluster.requests.isEmpty(), "the cluster was asked to do something");
    }

    @Test
    void jsonTellsStatusChangesReasonsAndGraph() throws IOException {
        JsonNode json = new ObjectMapper().readTree(good("-S -x shop.xml -d n2 --output-as=json"));

        assertEquals("online", json.at("/status/nodes/1/state").asText());
        assertEquals("OFFLINE", json.at("/revised_status/nodes/1/state").asText());
        var moves = new ArrayList<String>();
        json.get("changes").forEach(change -> moves.add(change.path("action").asText() + " " + change.path("resource").asText()));
        assertTrue(moves.contains("Start geo"), moves.toString());
        assertEquals(List.of("Taking node n2 offline"), new ObjectMapper().convertValue(json.get("modifications"), List.class));
        json.get("graph").forEach(synapse -> synapse.get("actions")
                .forEach(action -> assertFalse(action.get("reason").asText().isEmpty())));
        assertTrue(json.get("reasons").size() > 0 && json.get("scores").size() > 0 && json.get("executed").size() > 0);
    }

    @Test
    void filesHoldTheCibsTheGraphAndTheDrawing() {
        good("-S -x shop.xml -d n2 -I in.xml -O out.xml -G graph.xml -D graph.dot");

        assertEquals("offline", CibReader.cib(files.text("in.xml")).status().child("node_state", "2").orElseThrow().get("crmd"));
        assertTrue(files.text("out.xml").contains("geo_start_0"));
        assertEquals("transition_graph", CibReader.element(files.text("graph.xml")).name());
        assertTrue(files.text("graph.dot").startsWith(" digraph \"g\" {\n"));
        assertTrue(files.text("graph.dot").contains("\"geo_start_0 n1\" [ style=bold color=\"green\" fontcolor=\"black\"]"));
        assertTrue(files.text("graph.dot").endsWith("}\n"));
    }

    @Test
    void inPlaceWritesBackAndTheNextRunHasNothingToDo() {
        good("-X -x shop.xml -d n2");

        String next = good("-x shop.xml -R");

        assertTrue(next.endsWith("Transition Summary:\n"), next);
    }

    @Test
    void aBulkRunWritesEveryResultAndTellsWhatFailed() {
        files.with("dir/a.xml", resource("shop.xml")).with("dir/b.xml", "<cib>").with("dir/notes.txt", "no input");

        ToolResult result = simulate("--bulk dir --output-dir out -j 2");

        assertEquals(1, result.exitCode());
        assertEquals("2 inputs, 1 simulated, 1 failed; results are in out\n", result.output());
        assertTrue(result.errors().startsWith("b: line 1, column "), result.errors());
        assertEquals(good("-x dir/a.xml -S"), files.text("out/summary/a.summary"));
        assertEquals(good("-x dir/a.xml -sSQ"), files.text("out/scores/a.scores"));
        assertEquals("transition_graph", CibReader.element(files.text("out/graph/a.xml")).name());
        assertNull(files.text("out/graph/b.xml"));
    }

    @Test
    void aListGivesOptionsToEachInput() {
        files.with("list", "# capacity\nshop.xml -d n2 -t '2026-11-20 13:00'\n\n");

        ToolResult result = simulate("--bulk list --output-dir out");

        assertEquals(0, result.exitCode(), result.errors());
        assertTrue(files.text("out/summary/shop.summary").startsWith("Setting effective cluster time: 2026-11-20 13:00\n"));
        assertTrue(files.text("out/summary/shop.summary").contains("Taking node n2 offline"));
    }

    @Test
    void aProfileNamesEachFileWithItsTime() {
        files.with("dir/a.xml", resource("shop.xml"));

        assertEquals("Timings:\n  * Testing dir/a.xml ... 0.00 secs\n", good("-P dir -N 3"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--nonsense|64|crm_simulate: unknown option --nonsense; --help lists them",
        "-Z|64|crm_simulate: unknown option -Z; --help lists them",
        "-x|64|crm_simulate: -x needs a value",
        "shop.xml|64|crm_simulate: \"shop.xml\" is not an option; a file is given with -x",
        "-x shop.xml -t yesterday|64|crm_simulate: -t yesterday: this is no date of ISO 8601, for example 2026-11-20T11:28:03Z, 2026-324"
                + " or 2026-W47-5",
        "-x shop.xml -F web|64|crm_simulate: -F web: an operation is written RESOURCE_TASK_INTERVAL@NODE=RC, with the interval in"
                + " milliseconds",
        "-x shop.xml --output-as=html|64|crm_simulate: \"html\" is no output format: use text, xml, json or none",
        "-X -L|64|crm_simulate: -X writes back into a file, and there is none; use -x FILE",
        "--bulk nowhere --output-dir out|66|crm_simulate: nowhere: no such file or directory",
        "--bulk nowhere|64|crm_simulate: --bulk needs --output-dir DIRECTORY",
        "--bulk dir --output-dir out -j 0|64|crm_simulate: -j 0: the number of jobs is from 1 to 256",
        "-P dir -N many|64|crm_simulate: -N many: the number of repetitions is from 1 to 100000",
        "-x nowhere.xml -S|65|crm_simulate: cannot read the input: nowhere.xml: no such file or directory",
        "-x shop.xml -O /missing/x|105|crm_simulate: Could not create '/missing/x': No such file or directory",
        "-x shop.xml -I /root-only/x|4|crm_simulate: Could not create '/root-only/x': Permission denied",
        "-x shop.xml -G /missing/x|74|crm_simulate: Could not open '/missing/x' for writing: No such file or directory",
        "-x shop.xml -D /root-only/x|74|crm_simulate: Could not open '/root-only/x' for writing: Permission denied",
        "-x shop.xml -i web|0|Invalid operation spec: web.  Only found 1 fields",
        "-x shop.xml -i web_monitor_0@n1|0|Invalid operation spec: web_monitor_0@n1.  Only found 2 fields",
        "-x shop.xml -i ghost_monitor_0@n1=1|0|Invalid resource name: ghost",
        "-x shop.xml -d n9|0|There is no node n9; -u n9 would make one"})
    void eachMistakeIsOneSentenceAndAnExitCode(String line, int code, String sentence) {
        files.with("dir/a.xml", resource("shop.xml"));

        ToolResult result = simulate(line);

        assertEquals(sentence + "\n", result.errors());
        assertEquals(code, result.exitCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''|65|standard input: line 1, column 1: the text is empty",
        "'<cib'|65|standard input: line 1, column",
        "'<configuration/>'|65|standard input: line 1, column 1: a CIB starts with <cib>",
        "'<!DOCTYPE cib [<!ENTITY x \"y\">]><cib/>'|65|standard input: line 1, column",
        "'<cib validate-with=\"pacemaker-9.9\"/>'|78|standard input: <cib> (line 1): generation validate-with=\"pacemaker-9.9\" is not"
                + " known",
        "'<cib validate-with=\"pacemaker-4.0\"><konfiguration/></cib>'|78|standard input: "})
    void whatIsNoCibIsToldWithItsPlace(String text, int code, String beginning) {
        files.input = text.getBytes(StandardCharsets.UTF_8);

        ToolResult result = simulate("-S");

        assertEquals(code, result.exitCode(), result.errors());
        assertTrue(result.errors().startsWith("crm_simulate: " + beginning), result.errors());
        assertEquals(1, result.errors().lines().count(), result.errors());
        assertEquals("", result.output());
    }

    @Test
    void binaryInputIsToldByItsFirstWrongByte() {
        files.input = new byte[] {'<', 'c', (byte) 0xff, 0};

        ToolResult result = simulate("-S");

        assertEquals(65, result.exitCode());
        assertEquals("crm_simulate: standard input: line 1, column 3: this byte is not UTF-8; save the text in UTF-8\n", result.errors());
    }

    @Test
    void aTextLargerThanAnyClusterIsRefused() {
        files.input = new byte[64 * 1024 * 1024 + 1];

        assertEquals(65, simulate("-S").exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-S -x shop.xml -G graph.xml", "--bulk list --output-dir out", "-P dir", "-S -x shop.xml"})
    void theDaemonTouchesNoFiles(String line) {
        var daemon = new Tools(new ToolContext(cluster, AgentLibrary.NONE, Optional.empty(), InstantSource.system(), ZoneOffset.UTC));

        ToolResult result = daemon.run(ToolCall.of("crm_simulate", line.split(" ")));

        assertEquals(64, result.exitCode());
        assertEquals(List.of("containers.xml", "shop.xml"), files.names());
    }
}
