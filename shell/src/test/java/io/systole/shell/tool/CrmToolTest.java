package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterRequest;
import io.systole.core.throttle.HeldBack;
import io.systole.shell.client.AgentLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole commands of {@code crm} against a cluster in memory. */
class CrmToolTest {
    private final FakeCluster cluster = new FakeCluster(twoNodes());
    private final Tools tools = new Tools(new ToolContext(cluster, AgentLibrary.NONE, Optional.empty(),
            InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z")), ZoneOffset.UTC));

    private static Cib twoNodes() {
        try (var stream = CrmToolTest.class.getResourceAsStream("/status/two-groups.xml")) {
            return CibReader.cib(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private ToolResult crm(String line) {
        return tools.run(ToolCall.of("crm", line.split(" ")));
    }

    private ToolResult script(String text, String... words) {
        return tools.run(ToolCall.of("crm", words).withInput(text));
    }

    @Test
    void aSingleStatementIsCommittedAtOnceAndTouchesOnlyItsObject() {
        String line = "configure primitive extra ocf:systole:Dummy op monitor interval=10s";

        ToolResult result = crm(line);

        assertEquals(0, result.exitCode(), result.errors());
        assertEquals("primitive", cluster.cib.byId("extra").orElseThrow().name());
        var change = (ClusterRequest.ChangeCib) cluster.requests.getFirst();
        assertEquals(1, change.changes().size());
    }

    @ParameterizedTest
    @CsvSource({"resource help,unmanage", "cluster help,auto_failback", "configure help primitive,CLASS", "help resource,unmanage"})
    void helpWorksInEveryLevel(String line, String word) {
        ToolResult result = crm(line);

        assertEquals(0, result.exitCode(), result.errors());
        assertTrue(result.output().contains(word), result.output());
    }

    @Test
    void aNodeIsExplainedByWhatItRuns() {
        ToolResult result = crm("explain n1");

        assertEquals(0, result.exitCode(), result.errors());
        assertTrue(result.output().startsWith("n1 runs ") || result.output().startsWith("n1: "), result.output());
    }

    @Test
    void whatWaitsForABusyNodeIsExplainedWithTheNode() {
        crm("configure primitive extra ocf:systole:Dummy");
        cluster.held = List.of(new HeldBack(Optional.of(new NodeName("n2")), 3, "n2 is busy (load 9.31 on 2 cores, load-threshold 80%),"
                + " so it does 1 action at a time"), new HeldBack(Optional.of(new NodeName("n7")), 1, "n7 does 4 actions at a time"));

        String explained = crm("explain extra").output();
        String status = crm("status").output();
        String state = crm("cluster status").output();

        String sentence = "3 actions wait: n2 is busy (load 9.31 on 2 cores, load-threshold 80%), so it does 1 action at a time\n";
        assertTrue(explained.endsWith("waiting: " + sentence), explained);
        assertTrue(status.contains("\n  * " + sentence + "  * 1 action waits: n7 does 4 actions at a time\n"), status);
        assertTrue(state.contains("\nWaiting:  " + sentence), state);
    }

    @Test
    void aBatchWithAWrongLineCommitsNothing() {
        Cib before = cluster.cib;

        ToolResult result = script("primitive p1 ocf:systole:Dummy\ngroup g9 p1 nope\nprimitive p2 ocf:systole:Dummy\n", "configure");

        assertEquals(1, result.exitCode());
        assertEquals("""
                ERROR: line 2: group g9 needs the resource "nope", which does not exist
                ERROR: nothing of the configuration was committed, because a line is wrong
                """, result.errors());
        assertEquals(before, cluster.cib);
    }

    @Test
    void aBatchIsOneChange() {
        String text = "configure\nprimitive p1 ocf:systole:Dummy\nprimitive p2 ocf:systole:Dummy\ngroup g9 p1 p2\nup\nresource stop g9\n";

        ToolResult result = script(text);

        assertEquals(0, result.exitCode(), result.errors());
        assertEquals(2, cluster.requests.size());
        assertEquals("p1 p2", String.join(" ", cluster.cib.byId("g9").orElseThrow().children("primitive").stream()
                .map(each -> each.id()).toList()));
    }

    @Test
    void aConstraintOnAMissingResourceIsRefusedBeforeTheClusterIsAsked() {
        Cib before = cluster.cib;

        ToolResult result = crm("configure location lx nosuch 10: n1");

        assertEquals(1, result.exitCode());
        assertTrue(result.errors().contains("\"lx\"") && result.errors().contains("\"nosuch\""), result.errors());
        assertEquals(before, cluster.cib);
    }

    /** Whenever the configuration is asked for, somebody else changes it right afterwards; so often. */
    private static final class Meddled extends FakeCluster {
        private int times;

        Meddled(Cib cib, int times) {
            super(cib);
            this.times = times;
        }

        @Override
        public Cib cib() {
            Cib seen = super.cib();
            if (times-- > 0) {
                cib = cib.withSection(cib.section("constraints").withChildren(times % 2 == 0 ? List.of()
                        : List.of(Element.of("rsc_location", "id", "l" + times, "rsc", "webserver", "node", "n1", "score", "10"))));
            }
            return seen;
        }
    }

    private static ToolResult meddled(FakeCluster meddling, ToolCall call) {
        return new Tools(new ToolContext(meddling, AgentLibrary.NONE, Optional.empty(), InstantSource.system(), ZoneOffset.UTC)).run(call);
    }

    @Test
    void oneCommandThatIsOvertakenByAnotherChangeIsGivenOnceMore() {
        var meddling = new Meddled(cluster.cib, 1);

        ToolResult result = meddled(meddling, ToolCall.of("crm", "configure", "property", "a=b"));

        assertEquals(0, result.exitCode(), result.errors());
        assertEquals("", result.errors());
        assertEquals(1, meddling.requests.size());
    }

    @Test
    void oneCommandThatIsAlwaysOvertakenSaysSo() {
        var meddling = new Meddled(cluster.cib, 1000);

        ToolResult result = meddled(meddling, ToolCall.of("crm", "configure", "property", "a=b"));

        assertEquals(1, result.exitCode());
        assertTrue(result.errors().contains("was changed by root on n1 since you began; nothing was committed"), result.errors());
        assertEquals(1, result.errors().lines().count());
        assertTrue(meddling.requests.isEmpty());
    }

    @Test
    void aTextThatIsOvertakenByAnotherChangeIsRefused() {
        var meddling = new Meddled(cluster.cib, 1);

        ToolResult result = meddled(meddling, ToolCall.of("crm", "configure").withInput("property a=b\n"));

        assertEquals(1, result.exitCode());
        assertTrue(result.errors().contains("was changed by root on n1 since you began; nothing was committed"), result.errors());
        assertTrue(meddling.requests.isEmpty());
    }

    @Test
    void showOfWhatWasLoadedIsWhatWasShown() {
        String shown = crm("configure show").output();

        ToolResult loaded = tools.run(ToolCall.of("crm", "configure", "load", "replace", "-").withInput(shown));

        assertEquals(0, loaded.exitCode(), loaded.errors());
        assertEquals(shown, crm("configure show").output());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "resource stop webserver | configure show webserver | group webserver ip web \\;\tmeta target-role=Stopped",
        "resource move webserver n2 | configure show cli-prefer-webserver | location cli-prefer-webserver webserver role=Started inf: n2",
        "resource move webserver n2 PT1H | configure show cli-prefer-webserver | location cli-prefer-webserver webserver role=Started \\;"
                + "\trule inf: #uname string:eq n2 and date lt \"2026-11-20 13:00:00 +00:00\"",
        "resource move webserver force | configure show cli-ban-webserver-on-n1 | "
                + "location cli-ban-webserver-on-n1 webserver role=Started -inf: n1",
        "node standby n2 | node show n2 | n2(2): member;\tstandby=on",
        "cluster auto_failback off | configure show type:property | "
                + "property cib-bootstrap-options: \\;\tstonith-enabled=false \\;\tdc-version=0.1.0 \\;\tauto-failback=false",
    })
    void ordersBecomeConfiguration(String order, String question, String answer) {
        ToolResult result = crm(order);

        assertEquals(0, result.exitCode(), result.errors());
        assertEquals(answer.replace(";", "\n"), crm(question).output().strip());
    }

    @Test
    void clearTakesBackWhatMoveMade() {
        Cib before = cluster.cib;
        crm("resource move webserver n2");

        ToolResult result = crm("resource clear webserver");

        assertEquals(0, result.exitCode(), result.errors());
        assertEquals(before.configuration(), cluster.cib.configuration());
    }

    @Test
    void onlineTakesBackATransientStandbyToo() {
        crm("node standby n2 reboot");

        ClusterRequest request = cluster.requests.getLast();

        assertEquals(new ClusterRequest.SetAttribute(new NodeName("n2"), "standby", Optional.of("on")), request);
    }

    @Test
    void aRunningResourceIsNotDeletedUnlessForced() {
        ToolResult refused = crm("configure delete web");

        assertEquals(1, refused.exitCode());
        assertTrue(refused.errors().contains("runs on n1; stop it first"), refused.errors());
        assertEquals(0, crm("configure delete --force web").exitCode());
        assertTrue(cluster.cib.byId("web").isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "resourse status | \"resourse\" is no command; did you mean \"resource\"?",
        "resource strat web | \"strat\" is no command in resource; did you mean \"start\"?",
        "resource stop wbe | there is no resource \"wbe\"; did you mean \"web\"?",
        "node standby n3 | there is no node \"n3\"",
        "resource move webserver n2 soon | \"soon\" is no lifetime: write a duration such as PT30M or P1D",
        "cluster init | a cluster can only be made where the daemon is installed and does not run yet",
        "cluster auto_failback maybe | write: auto_failback on, or auto_failback off",
    })
    void whatIsNotUnderstoodIsAnsweredWithAGuess(String line, String sentence) {
        ToolResult result = crm(line);

        assertEquals(1, result.exitCode());
        assertEquals("ERROR: " + sentence + "\n", result.errors());
    }

    @Test
    void abbreviationsAreUnderstood() {
        ToolResult result = crm("res loc web");

        assertEquals("resource web is running on: n1\n", result.output());
    }

    @Test
    void cleanupOfAGroupMeansItsMembers() {
        ToolResult result = crm("resource cleanup webserver");

        assertEquals("Cleaned up ip on all nodes\nCleaned up web on all nodes\n", result.output());
        assertEquals(2, cluster.requests.size());
    }

    @Test
    void autoFailbackSaysWhatItMeans() {
        ToolResult unset = crm("cluster auto_failback");

        assertEquals("auto_failback is not set: as in Pacemaker, only resource-stickiness keeps a resource where it is\n", unset.output());
        assertTrue(crm("cluster auto_failback off").output().endsWith(
                "auto_failback is off: resources stay where they are when their preferred node returns\n"));
    }

    @Test
    void turningAutoFailbackOnSaysFirstWhatMoves() {
        cluster.cib = CibReader.cib(CibWriter.text(cluster.cib).replace("rsc=\"webserver\" node=\"n1\"",
                "rsc=\"webserver\" node=\"n2\""));
        crm("cluster auto_failback off");

        ToolResult result = crm("cluster auto_failback on");

        assertTrue(result.output().startsWith("This moves now:\n  * ip from n1 to n2"), result.output());
    }
}
