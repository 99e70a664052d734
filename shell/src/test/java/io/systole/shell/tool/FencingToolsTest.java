package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.fencing.DeviceQuestion;
import io.systole.core.fencing.FencingAction;
import io.systole.core.fencing.FencingRecord;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.core.request.NodeReport;
import io.systole.shell.client.AgentLibrary;
import io.systole.shell.client.RemoteForm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code stonith_admin}, {@code crm node fence} and the fencing history in {@code crm_mon}. */
class FencingToolsTest {
    private static final NodeName N1 = new NodeName("n1");
    private static final NodeName N2 = new NodeName("n2");
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final FencedCluster cluster = new FencedCluster();
    private final Tools tools = new Tools(new ToolContext(cluster, AgentLibrary.NONE, Optional.empty(), InstantSource.fixed(NOW),
            ZoneOffset.UTC));

    /** A cluster of two nodes with a fencing history, whose fencer answers as the test wants. */
    private static final class FencedCluster extends FakeCluster {
        private ClusterReply answer = new ClusterReply(ClusterReply.Outcome.OK, "", Cib.empty().version());
        private List<FencingRecord> history = List.of();

        FencedCluster() {
            super(CibReader.cib("<cib validate-with=\"pacemaker-4.0\" admin_epoch=\"0\" epoch=\"1\" num_updates=\"0\"><configuration>"
                    + "<crm_config/><nodes><node id=\"1\" uname=\"n1\"/><node id=\"2\" uname=\"n2\"/></nodes><resources/><constraints/>"
                    + "</configuration><status/></cib>"));
        }

        @Override
        public Optional<NodeReport> report() {
            return super.report().map(report -> report.withFencing(history));
        }

        @Override
        public ClusterReply submit(ClusterRequest request) {
            requests.add(RemoteForm.readRequest(RemoteForm.write(request)));
            return RemoteForm.readReply(RemoteForm.write(answer));
        }

        void answers(ClusterReply.Outcome outcome, String message, String... lines) {
            answer = new ClusterReply(outcome, message, cib.version(), List.of(lines));
        }
    }

    private static FencingRecord record(String id, FencingAction action, FencingRecord.State state, int second, String reason) {
        boolean over = state.compareTo(FencingRecord.State.DONE) >= 0;
        return new FencingRecord(id, N2, action, over ? "n1" : "", "systoled", N1, N1, state,
                over ? Optional.of(NOW.plusSeconds(second)) : Optional.empty(), state == FencingRecord.State.FAILED ? 4 : 0, "lost",
                        reason);
    }

    private ToolResult run(String tool, String... arguments) {
        return tools.run(ToolCall.of(tool, arguments));
    }

    @Test
    void fencingIsAskedForWithItsTimesAndItsEndIsTold() {
        cluster.answers(ClusterReply.Outcome.OK, "", "f on n1 did 'reboot'");

        ToolResult result = run("stonith_admin", "--reboot", "n2", "-t", "90s", "--tolerance=5min", "--tag", "dlm", "-y", "-1");

        assertEquals(new ToolResult(0, "f on n1 did 'reboot'\n", ""), result);
        var request = ((ClusterRequest.Fence) cluster.requests.getFirst()).request();
        assertEquals(FencingAction.REBOOT, request.action());
        assertEquals(Duration.ofSeconds(90), request.timeout());
        assertEquals(Duration.ofMinutes(5), request.tolerance());
        assertTrue(request.delay().isNegative());
        assertEquals("stonith_admin.dlm", request.client());
    }

    @Test
    void aFailureSaysWhyAndHasItsExitCode() {
        cluster.answers(ClusterReply.Outcome.NOT_FOUND, "no device can do it: none is configured");
        ToolResult none = run("stonith_admin", "-F", "n2");
        cluster.answers(ClusterReply.Outcome.TIMEOUT, "f on n1 could not do 'off': it did not end in time and was killed");
        ToolResult late = run("stonith_admin", "-F", "n2");
        cluster.answers(ClusterReply.Outcome.FAILED, "f on n1 could not do 'on': exit code 1");
        ToolResult bad = run("stonith_admin", "-U", "n2");

        assertEquals(new ToolResult(105, "", "stonith_admin: off of n2 failed: no device can do it: none is configured\n"), none);
        assertEquals(124, late.exitCode());
        assertEquals(1, bad.exitCode());
    }

    @Test
    void aMistypedNodeOrTimeIsNotAFencing() {
        assertEquals(64, run("stonith_admin", "--reboot", "n22").exitCode());
        assertEquals(64, run("stonith_admin", "--reboot", "n2", "--timeout", "soon").exitCode());
        assertEquals(64, run("stonith_admin").exitCode());
        assertEquals(List.of(), cluster.requests);
    }

    @Test
    void devicesAreListedAndQueried() {
        cluster.answers(ClusterReply.Outcome.OK, "", "f", "g");
        ToolResult all = run("stonith_admin", "-L");
        ToolResult able = run("stonith_admin", "--list", "n2");
        cluster.answers(ClusterReply.Outcome.OK, "f on n1 cannot fence n2: its host list and map do not name it");
        ToolResult nobody = run("stonith_admin", "--list", "n2");
        cluster.answers(ClusterReply.Outcome.FAILED, "fence device h is not registered on n1");
        ToolResult unknown = run("stonith_admin", "-Q", "h");

        assertEquals("f\ng\n2 fence devices found\n", all.output());
        assertEquals(new ClusterRequest.AskDevices(new DeviceQuestion.CanFence(N2)), cluster.requests.get(1));
        assertEquals(0, able.exitCode());
        assertEquals(105, nobody.exitCode());
        assertTrue(nobody.errors().contains("its host list and map do not name it"), nobody.errors());
        assertEquals(105, unknown.exitCode());
    }

    @Test
    void theHistoryIsToldNewestFirstAndCleanedUp() {
        cluster.history = List.of(record("1", FencingAction.REBOOT, FencingRecord.State.FAILED, 0, "no route"),
                record("2", FencingAction.REBOOT, FencingRecord.State.DONE, 5, "f on n1 did 'reboot'"),
                record("3", FencingAction.OFF, FencingRecord.State.QUERYING, 0, ""));

        ToolResult history = run("stonith_admin", "--history", "n2");
        ToolResult xml = run("stonith_admin", "-H", "*", "--output-as", "xml");
        ToolResult last = run("stonith_admin", "--last", "n2");
        ToolResult clean = run("stonith_admin", "--cleanup", "--history", "*");

        assertEquals("""
                turning off of n2 for systoled@n1 pending
                reboot of n2 by n1 for systoled@n1 successful at 2026-11-20 12:00:05.000000Z (f on n1 did 'reboot')
                reboot of n2 by n1 for systoled@n1 failed (no route) at 2026-11-20 12:00:00.000000Z (a later attempt from n1 succeeded)
                3 events found
                """, history.output());
        assertTrue(xml.output().contains("<fence_event action=\"reboot\" target=\"n2\" client=\"systoled\" origin=\"n1\" status=\"success\""
                + " delegate=\"n1\" completed=\"2026-11-20 12:00:05.000000Z\"/>"), xml.output());
        assertEquals("Node n2 last fenced at: 2026-11-20T12:00:05Z\n", last.output());
        assertEquals(0, clean.exitCode());
        assertEquals(List.of(new ClusterRequest.ForgetFencing(Optional.empty())), cluster.requests);
    }

    @Test
    void theStatusShowsFailedAndPendingFencingAndMoreIfAsked() {
        cluster.history = List.of(record("1", FencingAction.REBOOT, FencingRecord.State.FAILED, 0, "no route"),
                record("2", FencingAction.OFF, FencingRecord.State.DONE, 5, ""),
                record("3", FencingAction.REBOOT, FencingRecord.State.EXECUTING, 0, ""));

        String usual = run("crm_mon", "-1").output();
        String more = run("crm_mon", "-1", "-m2").output();
        String none = run("crm_mon", "-1", "-m0").output();
        String xml = run("crm_mon", "--output-as=xml").output();

        assertTrue(usual.contains("Failed Fencing Actions:\n  * reboot of n2 by n1 for systoled@n1 last failed (no route) at "), usual);
        assertTrue(usual.endsWith("Pending Fencing Actions:\n  * reboot of n2 for systoled@n1 pending\n"), usual);
        assertTrue(more.contains("Fencing History:\n  * reboot of n2 for systoled@n1 pending\n  * turning off of n2 by n1"), more);
        assertTrue(!none.contains("Fencing"), none);
        assertTrue(xml.contains("<fence_event action=\"off\" target=\"n2\" client=\"systoled\" origin=\"n1\" status=\"success\""), xml);
        assertEquals(64, run("crm_mon", "-1", "--fence-history=9").exitCode());
    }

    @Test
    void crmFencesOnlyIfThatIsMeant() {
        ToolResult unasked = run("crm", "node", "fence", "n2");
        cluster.answers(ClusterReply.Outcome.OK, "", "f on n1 did 'reboot'");
        ToolResult forced = run("crm", "-F", "node", "fence", "n2");

        assertEquals(1, unasked.exitCode());
        assertTrue(unasked.errors().contains("crm -F node fence n2"), unasked.errors());
        assertEquals("INFO: n2 is fenced: f on n1 did 'reboot'\n", forced.output());
        assertEquals(1, cluster.requests.size());
    }

    @Test
    void aConfirmationByHandHasToBeTyped() {
        ToolResult bare = run("crm", "node", "fence-ack", "n2");
        ToolResult typed = run("crm", "node", "fence-ack", "n2", "is-down");
        cluster.answers(ClusterReply.Outcome.INVALID, "node n1 is a living member of the cluster");
        ToolResult alive = run("stonith_admin", "--confirm", "n1");

        assertEquals(1, bare.exitCode());
        assertTrue(bare.errors().contains("crm node fence-ack n2 is-down"), bare.errors());
        assertEquals(0, typed.exitCode());
        assertEquals(List.of(new ClusterRequest.ConfirmDown(N2, "crm"), new ClusterRequest.ConfirmDown(N1, "stonith_admin")),
                cluster.requests);
        assertEquals(1, alive.exitCode());
    }
}
