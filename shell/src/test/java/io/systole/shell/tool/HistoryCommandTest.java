package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.history.HistoryForm;
import io.systole.core.cib.xml.CibReader;
import io.systole.shell.client.AgentLibrary;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code crm configure history} and {@code undo} against a cluster in memory. */
class HistoryCommandTest {
    private final FakeCluster cluster = new FakeCluster(Cib.empty());
    private final Tools tools = new Tools(new ToolContext(cluster, AgentLibrary.NONE, Optional.empty(),
            InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z")), ZoneOffset.UTC));

    private ToolResult crm(String... words) {
        return tools.run(ToolCall.of("crm", words));
    }

    @BeforeEach
    void someChanges() {
        crm("configure", "primitive", "web", "ocf:systole:Dummy", "op", "monitor", "interval=10s");
        crm("--comment", "ticket 4711", "configure", "property", "stonith-enabled=false");
        crm("configure", "location", "l", "web", "100:", "n1");
    }

    @Test
    void theListSaysWhoWhenWhatAndWhy() {
        ToolResult result = crm("configure", "history");

        assertEquals("""
                   1  2026-11-20 11:22:33  root via crm on n1  +primitive web
                   2  2026-11-20 11:22:33  root via crm on n1  +cluster_property_set cib-bootstrap-options  "ticket 4711"
                   3  2026-11-20 11:22:33  root via crm on n1  +location l
                """, result.output(), result.errors());
    }

    @Test
    void aChangeIsShownInTheWordsOfCrm() {
        crm("configure", "property", "stonith-enabled=true");

        ToolResult result = crm("configure", "history", "show", "4");

        assertEquals("""
                Change 4 (version 0.3.0 to 0.4.0)
                When: 2026-11-20 11:22:33
                Who:  root via crm on n1
                Why:  nothing was said

                  property cib-bootstrap-options: \\
                - \tstonith-enabled=false
                + \tstonith-enabled=true
                """, result.output(), result.errors());
        assertTrue(crm("configure", "history").output().contains("~stonith-enabled") || crm("configure", "history").output()
                .contains("~cluster_property_set cib-bootstrap-options"), crm("configure", "history").output());
    }

    @Test
    void anEarlierChangeIsUndoneAndThenDoneAgain() {
        ToolResult undone = crm("configure", "undo", "2");
        boolean gone = cluster.cib.byId("cib-bootstrap-options").isEmpty();
        ToolResult redone = crm("configure", "undo", "4");

        assertEquals("INFO: change 2 is undone: +cluster_property_set cib-bootstrap-options\n", undone.output(), undone.errors());
        assertTrue(gone);
        assertEquals(0, redone.exitCode(), redone.errors());
        assertTrue(cluster.cib.byId("cib-bootstrap-options").isPresent());
        assertTrue(crm("configure", "history").output().contains("(undoes 2)"));
    }

    @Test
    void theHistoryTravelsThroughTheSocket() {
        String answer = tools.run(ToolCall.of("_remote", "history")).output();

        assertEquals(cluster.history.changes(), CibReader.element(answer).children().stream().map(HistoryForm::read).toList());
    }

    @Test
    void undoWithoutANumberGoesBackStepByStep() {
        crm("configure", "undo");
        crm("configure", "undo");

        assertTrue(cluster.cib.byId("l").isEmpty());
        assertTrue(cluster.cib.byId("cib-bootstrap-options").isEmpty());
        assertTrue(cluster.cib.byId("web").isPresent());
    }

    @Test
    void whatWasChangedSinceIsNotUndoneAndNamed() {
        crm("resource", "stop", "web");
        Cib before = cluster.cib;

        ToolResult result = crm("configure", "undo", "1");

        assertEquals(1, result.exitCode());
        assertEquals("ERROR: the change that led to 0.1.0 cannot be undone: <primitive id=\"web\"> was changed since\n", result.errors());
        assertEquals(before, cluster.cib);
    }

    @Test
    void anUnknownNumberSaysWhichAreKnown() {
        ToolResult result = crm("configure", "history", "show", "17");

        assertEquals("ERROR: there is no change 17; known are 1 to 3, see \"configure history\"\n", result.errors());
    }

    @Test
    void theCommentOfACommitIsKept() {
        tools.run(ToolCall.of("crm", "configure").withInput("tag t web\ncommit comment as agreed with joe\n"));

        assertEquals("as agreed with joe", cluster.history.changes().getLast().comment());
    }
}
