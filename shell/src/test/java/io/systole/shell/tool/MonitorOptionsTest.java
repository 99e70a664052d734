package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import io.systole.shell.client.AgentLibrary;
import io.systole.shell.command.StatusArguments;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitorOptionsTest {
    private final MemoryFiles files = new MemoryFiles();
    private final FakeCluster cluster = new FakeCluster(Cib.empty().withSection(Element.of("nodes")
            .plus(Element.of("node", "id", "1", "uname", "n1")).plus(Element.of("node", "id", "2", "uname", "<b>n2"))));
    private final Tools tools = new Tools(new ToolContext(cluster, AgentLibrary.NONE, Optional.empty(),
            InstantSource.fixed(Instant.parse("2026-11-26T08:00:00Z")), ZoneOffset.UTC, Optional.of(files)));

    private ToolResult mon(String line) {
        return tools.run(ToolCall.of("crm_mon", line.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-d|a --daemonize without --output-to=FILE or --external-agent=PROGRAM would do nothing",
        "-d -1 -h x|--daemonize stays in the background and --one-shot ends: only one of them is possible",
        "-1 -p x|--pid-file is for --daemonize",
        "-1 -e joe|--external-recipient is for --external-agent=PROGRAM",
        "-1 -W|--watch-fencing is for --external-agent=PROGRAM",
        "-1 --html-title=T|--html-title is for --output-as=html",
        "-1 --html-stylesheet=T|--html-stylesheet is for --output-as=html",
        "-1 -i abc|\"abc\" is no time; write for example 5s, 500ms or PT1M",
        "-1 --output-as=pdf|\"pdf\" is no output format: use text, html, xml, json or none",
        "-h|--as-html needs a value",
        "--one-shot=5|--one-shot takes no value, \"5\" is too much",
        "--nonsense=5|unknown option --nonsense; --help lists them",
        "-1 -m 7|--fence-history takes 0 (nothing), 1 (failed and pending), 2 (also successes) or 3 (all), not \"7\"",
        "-s --output-as=html|--simple-status is one line of text, in no other format",
        "-m2d -h x|-d has to stand alone or before letters that take a value, as in -d or -nrd",
    })
    void whatMakesNoSenseIsRefusedInOneSentence(String line, String sentence) {
        assertEquals(new ToolResult(64, "", "crm_mon: " + sentence + "\n"), mon(line));
    }

    @Test
    void anUnknownSectionIsNamedWithThoseThatThereAre() {
        ToolResult result = mon("-1 --include=list");

        assertEquals(64, result.exitCode());
        assertTrue(result.errors().startsWith("crm_mon: \"list\" is no section of the status; there are all, none, default, summary, "
                + "attributes, bans, "), result.errors());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"-1|false|true", "-d -h x|true|true", "--output-to=x|true|true", "-1 --output-to=x|false|true",
        "--output-as=xml --output-to=x|false|true",
        "-E /bin/true|true|false", "-1 -E /bin/true|false|true", "-n|false|false", "-X|false|true"})
    void itStaysForTheBackgroundAFileOrAProgram(String line, boolean stays, boolean once) {
        StatusArguments arguments = StatusArguments.parse(List.of(line.split(" ")));

        assertEquals(stays, arguments.stays());
        assertEquals(once, arguments.oneShot());
    }

    @Test
    void aPageTellsTheStatusAndMakesNamesHarmless() {
        ToolResult result = mon("-1 --output-as=html --html-title=A&B --html-stylesheet=x\".css");

        assertEquals(0, result.exitCode());
        assertTrue(result.output().startsWith("<!DOCTYPE html>\n"), result.output());
        assertTrue(result.output().contains("<title>A&amp;B</title>"), result.output());
        assertTrue(result.output().contains("href=\"x&quot;.css\""), result.output());
        assertTrue(result.output().contains("&lt;b&gt;n2") && !result.output().contains("<b>n2"), result.output());
        assertFalse(result.output().contains("http-equiv=\"refresh\""), result.output());
        assertEquals(count(result.output(), "<ul>"), count(result.output(), "</ul>"));
        assertEquals(count(result.output(), "<li>"), count(result.output(), "</li>"));
        assertTrue(mon("-w").output().startsWith("Content-Type: text/html\n\n<!DOCTYPE"));
    }

    private static int count(String text, String tag) {
        return text.split(tag, -1).length - 1;
    }

    @Test
    void outputGoesIntoAFileIfOneIsNamed() {
        String text = mon("-1").output();

        assertEquals(new ToolResult(0, "", ""), mon("-1 --output-to=out.txt"));
        assertEquals(text, files.text("out.txt"));
        assertEquals(text, mon("-1 --output-to=-").output());
        assertEquals(new ToolResult(73, "", "crm_mon: --output-to: /missing/x: no such file or directory\n"),
                mon("-1 --output-to=/missing/x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--exclude=all --include=options|summary/cluster_options",
        "--include=none --include=nodes|nodes",
        "--include=none,stack,resources|summary/stack resources",
        "--exclude=summary,nodes,resources,node_history,operations,failcounts,attributes|",
    })
    void xmlTellsTheSectionsThatAreWished(String line, String expected) {
        String xml = mon("--output-as=xml " + line.replace("node_history,", "")).output();

        String parts = CibReader.element(xml).children().stream().filter(part -> !part.is("status"))
                .map(part -> part.is("summary") ? "summary/" + part.children().stream().map(Element::name).collect(Collectors.joining("+"))
                        : part.name()).collect(Collectors.joining(" "));
        assertEquals(expected == null ? "summary/cluster_options" : expected, parts);
    }

    @Test
    void programsReadTheOptionsOfTheCluster() {
        Element options = CibReader.element(mon("--output-as=xml").output()).tree().filter(each -> each.is("cluster_options")).findFirst()
                .orElseThrow();

        assertEquals("<cluster_options stonith-enabled=\"true\" symmetric-cluster=\"true\" no-quorum-policy=\"stop\" "
                + "maintenance-mode=\"false\" stop-all-resources=\"false\" stonith-timeout-ms=\"60000\" priority-fencing-delay-ms=\"0\"/>",
                CibWriter.line(options));
        assertTrue(mon("-1 --include=none,options").output().startsWith("""
                Cluster Summary:
                  * STONITH of failed nodes enabled
                  * Cluster is symmetric
                  * No quorum policy: Stop ALL resources
                """));
    }

    @Test
    void everyToolWithAnOutputFormatWritesIntoAFile() {
        ToolResult result = tools.run(ToolCall.of("crm_error", "--output-as=xml", "--output-to=e.xml", "-X", "5"));

        assertEquals(new ToolResult(0, "", ""), result);
        assertEquals("Not installed", CibReader.element(files.text("e.xml")).child("result-code").orElseThrow().get("description"));
        assertEquals(73, tools.run(ToolCall.of("crm_error", "--output-to=/root-only/e", "5")).exitCode());
        for (Tool tool : Registry.ALL) {
            tool.options().filter(text -> text.named("output-as").isPresent())
                    .ifPresent(text -> assertTrue(text.named("output-to").isPresent(), tool.name()));
        }
    }
}
