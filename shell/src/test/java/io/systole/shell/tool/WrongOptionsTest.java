package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import io.systole.shell.client.AgentLibrary;
import io.systole.shell.command.ExitStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a tool is called with: an exit code of the table, words for people, and never a trace of the program. */
class WrongOptionsTest {
    private static final String CIB = """
            <cib crm_feature_set="3.16.1" validate-with="pacemaker-3.9" epoch="5" num_updates="2" admin_epoch="0"><configuration>
              <crm_config/><nodes><node id="1" uname="n1"/><node id="2" uname="n2"/></nodes>
              <resources><primitive id="d" class="ocf" provider="pacemaker" type="Dummy"/>
              <group id="g"><primitive id="g1" class="ocf" provider="pacemaker" type="Dummy"/></group></resources>
              <constraints><rsc_location id="l" rsc="d"><rule id="r" score="1"><date_expression id="e" operation="gt" start="2020-01-01"/>
              </rule></rsc_location><rsc_ticket id="t" rsc="d" ticket="tA"/></constraints></configuration>
              <status><node_state id="1" uname="n1" crmd="online" in_ccm="true" join="member" expected="member"/></status></cib>""";
    /** Values that options get: sensible ones, and what people and programs hand over by mistake. */
    private static final List<String> VALUES = List.of("n1", "d", "g", "r", "tA", "", " ", "-1", "0", "10s", "INFINITY", "nosuch", "*", "[",
            "<cib", "<nvpair id='x'/>", "//nvpair", "//[", "PT30M", "2026-11-26", "ocf:pacemaker:Dummy", "a=b", "=", "xml", "text",
            "ü\n\"'$(x)", "99999999999999999999", "reboot", "forever", "nodes", "status", "9".repeat(300));
    private static final List<Integer> CODES = Arrays.stream(ExitStatus.values()).map(ExitStatus::code).toList();

    private static Tools tools() {
        var cluster = new FakeCluster(CibReader.cib(CIB.getBytes(StandardCharsets.UTF_8)));
        return new Tools(new ToolContext(cluster, AgentLibrary.NONE, Optional.empty(),
                InstantSource.fixed(Instant.parse("2026-11-26T12:00:00Z")), ZoneOffset.UTC, Optional.of(new MemoryFiles())));
    }

    static Stream<Tool> withOptions() {
        return Registry.ALL.stream().filter(tool -> tool.options().isPresent());
    }

    private static ToolResult run(String tool, List<String> words) {
        ToolResult result = tools().run(ToolCall.of(tool, words.toArray(String[]::new)).withInput("<cib/>"));
        assertTrue(CODES.contains(result.exitCode()), () -> tool + " " + words + " ended with " + result.exitCode());
        assertFalse(result.exitCode() == ExitStatus.INTERNAL.code(), () -> tool + " " + words + ": " + result.errors());
        for (String trace : List.of("Exception", "\tat ", "java.")) {
            assertFalse((result.errors() + result.output()).contains(trace), () -> tool + " " + words + ": " + result.errors());
        }
        if (result.output().startsWith("<pacemaker-result")) {
            Element how = CibReader.element(result.output()).child("status").orElseThrow();
            assertEquals(Integer.toString(result.exitCode()), how.get("code"), () -> tool + " " + words + ": " + result.output());
        }
        return result;
    }

    /** What a program gets: one document, whatever happens, which says how the call ended. */
    @ParameterizedTest
    @MethodSource("withOptions")
    void everyOptionAloneIsAnsweredInXmlWhereThatIsPossible(Tool tool) {
        OptionText text = tool.options().orElseThrow();
        if (text.named("output-as").isEmpty()) {
            return;
        }
        for (List<String> words : alone(text)) {
            boolean elsewhere = words.getFirst().matches("--(help.*|version|output-.*|restart|wait|as-.*|html-cgi|json|profile.*|bulk.*)");
            if (!elsewhere) {
                var all = new ArrayList<>(words);
                all.add("--output-as=xml");
                String output = run(tool.name(), all).output();
                assertTrue(output.startsWith("<pacemaker-result"), () -> tool.name() + " " + all + ": " + output);
            }
        }
    }

    /** Each option by its first name with nothing else, with values that make sense and such that do not. */
    private static List<List<String>> alone(OptionText text) {
        var calls = new ArrayList<List<String>>();
        for (OptionText.Option option : text.options()) {
            String name = option.names().isEmpty() ? "-" + option.letters().charAt(0) : "--" + option.names().getFirst();
            if (option.value() != OptionText.Value.REQUIRED) {
                calls.add(List.of(name));
            }
            if (option.value() != OptionText.Value.NONE) {
                for (String value : List.of("n1", "d", "nonsense", "-1", "")) {
                    calls.add(name.startsWith("--") ? List.of(name + "=" + value) : List.of(name, value));
                }
            }
        }
        return calls;
    }

    @ParameterizedTest
    @MethodSource("withOptions")
    void everyOptionOfTheHelpIsKnownAndAFailureIsToldInFewLines(Tool tool) {
        for (List<String> words : alone(tool.options().orElseThrow())) {
            if (!List.of("--wait", "--restart").contains(words.getFirst())) {
                ToolResult result = run(tool.name(), words);
                assertFalse(result.errors().contains("unknown option"), () -> tool.name() + " " + words + ": " + result.errors());
                boolean told = result.exitCode() == 0 || result.errors().lines().findAny().isPresent() || !result.output().isEmpty();
                assertTrue(told, () -> tool.name() + " " + words + " ended with " + result.exitCode() + " and said nothing");
                assertTrue(result.errors().lines().count() <= 4, () -> tool.name() + " " + words + ": " + result.errors());
                if (result.exitCode() == ExitStatus.USAGE.code()) {
                    assertTrue(result.errors().lines().noneMatch(line -> line.length() > 400), () -> result.errors());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("withOptions")
    void aValueForAnOptionThatTakesNoneIsAUsageErrorThatNamesIt(Tool tool) {
        for (OptionText.Option option : tool.options().orElseThrow().options()) {
            if (option.value() == OptionText.Value.NONE && !option.names().isEmpty()) {
                String name = option.names().getFirst();
                ToolResult result = run(tool.name(), List.of("--" + name + "=5"));
                assertEquals(64, result.exitCode(), () -> tool.name() + " --" + name + "=5");
                assertEquals(tool.name() + ": --" + name + " takes no value, \"5\" is too much\n", result.errors());
            }
        }
    }

    /** The words are a document for programs, also of what is said before a tool knows its options. */
    @Test
    void aMistakeAndAMissingClusterAreDocumentsWhereXmlIsWished() {
        for (List<String> wish : List.of(List.of("--output-as=xml"), List.of("--output-as", "xml"))) {
            var words = new ArrayList<>(wish);
            words.add("--nonsense");
            ToolResult result = run("crm_resource", words);

            assertEquals("", result.errors());
            assertEquals("crm_resource: unknown option --nonsense; --help lists them",
                    CibReader.element(result.output()).child("status").flatMap(how -> how.child("errors"))
                            .flatMap(errors -> errors.child("error")).orElseThrow().text());
        }
    }

    @ParameterizedTest
    @MethodSource("withOptions")
    void anUnknownOptionIsAUsageErrorInOneSentence(Tool tool) {
        for (String wrong : List.of("--nonsense", "--nonsense=5", "-~")) {
            ToolResult result = run(tool.name(), List.of(wrong));

            assertEquals(64, result.exitCode());
            assertEquals(1, result.errors().lines().count(), result.errors());
            assertTrue(result.errors().startsWith(tool.name() + ": unknown option " + (wrong.equals("-~") ? wrong : "--nonsense")),
                    result.errors());
            assertEquals("", result.output());
        }
    }

    @ParameterizedTest
    @MethodSource("withOptions")
    void anOptionWithoutItsValueIsAUsageError(Tool tool) {
        for (OptionText.Option option : tool.options().orElseThrow().options()) {
            if (option.value() == OptionText.Value.REQUIRED) {
                for (String written : Stream.concat(option.letters().chars().mapToObj(letter -> "-" + (char) letter),
                        option.names().stream().map(name -> "--" + name)).toList()) {
                    assertEquals(64, run(tool.name(), List.of(written)).exitCode(), tool.name() + " " + written);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("withOptions")
    void helpAndVersionAreToldByEveryTool(Tool tool) {
        for (String help : List.of("--help", "-?", "--help-all")) {
            ToolResult result = run(tool.name(), List.of(help));
            assertEquals(0, result.exitCode());
            assertEquals(tool.options().orElseThrow().help(), result.output());
        }
        for (String version : List.of("--version", "-$")) {
            ToolResult result = run(tool.name(), List.of(version));
            assertEquals(0, result.exitCode());
            assertTrue(result.output().contains("Systole"), result.output());
        }
    }

    @Test
    void wordsInAnyOrderNeverEndInATrace() {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("WrongOptionsTest seed " + seed);
        var random = new Random(seed);
        List<Tool> tools = withOptions().toList();
        for (int round = 0; round < Integer.getInteger("rounds", 6_000); round++) {
            Tool tool = tools.get(random.nextInt(tools.size()));
            List<OptionText.Option> options = tool.options().orElseThrow().options();
            var words = new ArrayList<String>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                words.addAll(random.nextInt(12) == 0 ? List.of(any(random, VALUES)) : written(random, any(random, options)));
            }
            if (!words.contains("--wait") && !words.contains("--restart")) {
                run(tool.name(), words);
            }
        }
    }

    /** An option, most times as it should be written. */
    private static List<String> written(Random random, OptionText.Option option) {
        boolean longName = option.letters().isEmpty() || !option.names().isEmpty() && random.nextBoolean();
        String name = longName ? "--" + any(random, option.names())
                : "-" + option.letters().charAt(random.nextInt(option.letters().length()));
        boolean value = option.value() == OptionText.Value.REQUIRED ? random.nextInt(20) > 0
                : option.value() == OptionText.Value.OPTIONAL ? random.nextBoolean() : random.nextInt(40) == 0;
        if (!value) {
            return List.of(name);
        }
        return longName && random.nextBoolean() ? List.of(name + "=" + any(random, VALUES)) : List.of(name, any(random, VALUES));
    }

    private static <T> T any(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
