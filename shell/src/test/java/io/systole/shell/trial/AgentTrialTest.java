package io.systole.shell.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.xml.CibReader;
import io.systole.shell.client.AgentBench;
import io.systole.shell.client.AgentRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The order of the trial and its words, with an agent that is a list of answers. */
class AgentTrialTest {
    private static final String METADATA = """
            <resource-agent name="a"><version>1.1</version><shortdesc>s</shortdesc><longdesc>l</longdesc>
            <parameters>
            <parameter name="ip" required="1"><shortdesc>s</shortdesc><longdesc>l</longdesc><content type="string"/></parameter>
            <parameter name="port"><shortdesc>s</shortdesc><longdesc>l</longdesc><content type="integer" default="1"/></parameter>
            <parameter name="binary"><shortdesc>s</shortdesc><longdesc>l</longdesc><content type="string" default="/bin/d"/></parameter>
            </parameters>
            <actions><action name="start" timeout="20s"/><action name="stop" timeout="20s"/><action name="monitor" timeout="20s"/>
            <action name="meta-data" timeout="5s"/><action name="validate-all" timeout="5s"/><action name="migrate_to" timeout="5s"/>
            <action name="migrate_from" timeout="5s"/></actions></resource-agent>
            """;

    /** Keeps its contract, unless an answer is given for the n-th call of an action. */
    private static final class Actor implements AgentBench {
        private final Map<String, Integer> answers = new TreeMap<>();
        private final List<String> calls = new ArrayList<>();
        private final List<String> leaves = new ArrayList<>();
        private boolean runs;

        @Override
        public AgentRun.End run(AgentRun run, Duration interval) {
            calls.add(run.action());
            long number = calls.stream().filter(run.action()::equals).count();
            int code = answers.getOrDefault(run.action() + number, regular(run));
            return new AgentRun.End(code, true, code == 1 ? "no luck" : "", "");
        }

        private int regular(AgentRun run) {
            boolean without = "/nonexistent/program".equals(run.parameters().get("binary"));
            return switch (run.action()) {
                case "start" -> {
                    runs = true;
                    yield 0;
                }
                case "stop" -> {
                    runs = false;
                    yield 0;
                }
                case "monitor" -> runs ? 0 : 7;
                case "usage" -> 0;
                case "validate-all" -> without ? 5
                        : !run.parameters().containsKey("ip") || "no-number".equals(run.parameters().get("port")) ? 6 : 0;
                default -> 3;
            };
        }

        @Override
        public AgentRun.End runWithoutPrograms(AgentRun run) {
            return new AgentRun.End(5, true, "", "");
        }

        @Override
        public AgentRun.End runAndKill(AgentRun run, Duration after) {
            runs = true;
            return new AgentRun.End(0, false, "", "");
        }

        @Override
        public Left left() {
            return new Left(runs ? List.of("1 d") : List.of(), leaves);
        }

        @Override
        public void crash() {
            runs = false;
        }

        @Override
        public void close() {}
    }

    private final Actor actor = new Actor();
    private final List<String> lines = new ArrayList<>();
    private final TrialReport report = new TrialReport(lines::add);

    private void trial(Map<String, String> parameters) {
        var subject = new TrialSubject(new AgentId("ocf", "p", "a"), CibReader.element(METADATA), new TreeMap<>(parameters));
        InstantSource clock = () -> Instant.EPOCH;
        new AgentTrial(actor, subject, report, clock, path -> path.equals("/bin/d")).run();
    }

    private List<String> bad() {
        return lines.stream().filter(line -> !line.startsWith("ok ")).toList();
    }

    @Test
    void aGoodAgentPassesEveryCheck() {
        trial(Map.of("ip", "10.0.0.1"));

        assertEquals(List.of("skipped  migrate_to: needs a second node", "skipped  migrate_from: needs a second node"), bad());
        assertTrue(report.passed());
        assertTrue(lines.contains("ok       validate-all without ip: 6 (not configured)"), lines::toString);
        assertTrue(lines.contains("ok       validate-all with binary=/nonexistent/program: 5 (not installed)"), lines::toString);
        assertTrue(lines.contains("ok       monitor after a crash of the service: 7"), lines::toString);
        assertEquals("ocf:p:a passed: 29 ok, 0 warnings, 0 failed", report.summary("ocf:p:a"));
    }

    @Test
    void whatRunsAlreadyIsNotTouched() {
        actor.answers.put("monitor1", 0);

        trial(Map.of("ip", "10.0.0.1"));

        assertEquals(List.of("usage", "no-such-action", "monitor"), actor.calls);
        assertFalse(report.passed());
        assertEquals("skipped  everything else: what may be running is not touched", lines.getLast());
    }

    @Test
    void nothingIsCalledWithoutWhatTheAgentRequires() {
        trial(Map.of("prot", "10.0.0.1"));

        assertEquals(List.of(), actor.calls);
        assertEquals(List.of("FAILED   parameter prot: the agent does not announce it; leave it out or announce it; did you mean \"port\"?",
                "FAILED   parameter ip: it is required; add ip=VALUE to the command",
                "skipped  everything else: it needs the right parameters"), bad());
    }

    @Test
    void aStartThatFailsIsCleanedUp() {
        actor.answers.put("start1", 1);

        trial(Map.of("ip", "10.0.0.1"));

        assertEquals(List.of("FAILED   start: expected 0 (ok), came 1 (error): no luck; "
                + "start must return 0 when the service can be used, and not sooner",
                "skipped  the checks of a running resource: it does not start"), bad());
        assertEquals(List.of("start", "stop", "monitor"), actor.calls.subList(actor.calls.size() - 3, actor.calls.size()));
    }

    @Test
    void filesThatStayAreNamed() {
        actor.leaves.add("a.lock");

        trial(Map.of("ip", "10.0.0.1"));

        assertTrue(report.passed());
        assertTrue(lines.contains(
                "WARNING  files are left in HA_RSCTMP after the last stop: a.lock; stop should remove what start has made"),
                lines::toString);
    }
}
