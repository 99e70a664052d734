package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What a cluster of two real daemons does when a resource fails, for every word of the configuration that has a say in it. One cluster for
 * all tests, a resource for each; they prefer n1. What costs a node comes last.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailureSemanticsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** After all that have no order, which are in the middle. */
    private static final int LAST = Integer.MAX_VALUE;

    private static final String CONFIGURATION = """
            property stonith-enabled=false cluster-recheck-interval=1s
            rsc_defaults resource-stickiness=1
            primitive ignored ocf:systole:Actor op monitor interval=1s on-fail=ignore
            primitive blocked ocf:systole:Actor op monitor interval=1s on-fail=block
            primitive stopped ocf:systole:Actor op monitor interval=1s on-fail=stop
            primitive restarted ocf:systole:Actor op monitor interval=1s
            primitive inner ocf:systole:Actor op monitor interval=1s on-fail=restart-container meta container=outer
            primitive outer ocf:systole:Actor op monitor interval=1s
            primitive threshold ocf:systole:Actor op monitor interval=1s meta migration-threshold=2
            primitive forgiven ocf:systole:Actor op monitor interval=1s meta migration-threshold=1 failure-timeout=3s
            primitive unstoppable ocf:systole:Actor op monitor interval=1s
            primitive fatal-start ocf:systole:Actor op monitor interval=1s meta target-role=Stopped
            primitive retried-start ocf:systole:Actor op monitor interval=1s meta target-role=Stopped
            primitive tidied ocf:systole:Actor op monitor interval=1s on-fail=block
            primitive actor ocf:systole:Actor op monitor interval=1s role=Promoted on-fail=demote op monitor interval=2s role=Unpromoted
            clone roles actor meta promotable=true clone-max=1
            primitive standby ocf:systole:Actor op monitor interval=1s on-fail=standby
            primitive address ocf:systole:IPaddr params ip=10.77.0.201 cidr_netmask=24 nic=eth0 op monitor interval=1h
            primitive unwatched ocf:systole:IPaddr params ip=10.77.0.202 cidr_netmask=24 nic=eth0 op monitor interval=1h \\
                meta instant-detection=false
            location l-address address 100: n1
            location l-unwatched unwatched 100: n1
            location l-ignored ignored 100: n1
            location l-blocked blocked 100: n1
            location l-stopped stopped 100: n1
            location l-restarted restarted 100: n1
            location l-outer outer 100: n1
            colocation inner-in-outer inf: inner outer
            location l-threshold threshold 100: n1
            location l-forgiven forgiven 100: n1
            location l-unstoppable unstoppable 100: n1
            location l-fatal fatal-start 100: n1
            location l-retried retried-start 100: n1
            location l-tidied tidied 100: n1
            location l-roles roles 100: n1
            location l-standby standby 100: n2
            """;

    private Path build;
    private Lab lab;
    private LabNode n1;
    private LabNode n2;
    private ClusterView view;

    @BeforeAll
    void startCluster() throws IOException {
        assumeTrue(Lab.obstacle().isEmpty(), Lab::obstacle);
        build = InstallationTree.copy("fail");
        InstallationTree.addAgent(build, "actor.sh", "Actor");
        lab = Lab.make("fail", build, List.of("n1", "n2"));
        n1 = lab.node("n1");
        n2 = lab.node("n2");
        view = new ClusterView(command -> n1.command(command).run());
        Members.start(lab, "fail");
        await("both nodes are online", () -> view.online("n1", "n2"));
        configure(CONFIGURATION);
        view.await(Map.of("ignored", "n1", "blocked", "n1", "stopped", "n1", "restarted", "n1", "inner", "n1", "threshold", "n1",
                "forgiven", "n1", "unstoppable", "n1", "standby", "n2"), PATIENCE);
        view.await(Map.of("address", "n1", "unwatched", "n1"), PATIENCE);
        await("one actor is promoted", () -> role(n1, "actor").equals("promoted"));
    }

    @AfterAll
    void removeLab() {
        if (lab != null) {
            lab.close();
        }
        if (build != null) {
            Folder.delete(build);
        }
    }

    private void configure(String words) {
        n1.write("/etc/systole/change.crm", words);
        n1.run("crm", "configure", "load", "update", "/etc/systole/change.crm").orFail();
    }

    private void await(String what, BooleanSupplier condition) {
        Await.until(what, PATIENCE, PAUSE, condition, () -> monitor() + "\n" + n1.console() + "\nn2:\n" + n2.console());
    }

    private String monitor() {
        return n1.run("crm_mon", "-1", "-r").output();
    }

    /** What crm_mon says of a resource; empty if it says nothing. */
    private String state(String resource) {
        return monitor().lines().map(String::strip).filter(line -> line.matches("\\* " + resource + "\\s+\\(.*")).findFirst()
                .map(line -> line.substring(line.indexOf("):") + 2).strip()).orElse("");
    }

    private void awaitState(String resource, String state) {
        await(resource + " is " + state, () -> state(resource).equals(state));
    }

    private static String role(LabNode node, String resource) {
        Path file = node.file("/run/actor/" + resource + ".role");
        return Files.exists(file) ? node.read("/run/actor/" + resource + ".role").strip() : "";
    }

    private static void end(LabNode node, String resource) {
        node.run("rm", "/run/actor/" + resource + ".role").orFail();
    }

    private static void order(LabNode node, String resource, String action, int exitCode) {
        node.write("/run/actor/" + resource + "." + action, exitCode + "\n");
    }

    private static void takeBack(LabNode node, String resource, String action) {
        node.run("rm", "/run/actor/" + resource + "." + action).orFail();
    }

    /** What the agent of a resource has been asked on a node, but for monitors. */
    private static List<String> actions(LabNode node, String resource) {
        return node.read("/run/actor/journal").lines().filter(line -> line.startsWith(resource + " "))
                .map(line -> line.substring(resource.length() + 1)).toList();
    }

    private String failCount(String resource) {
        return n1.run("crm_failcount", "-q", "-r", resource, "-N", "n1").output().strip();
    }

    private boolean failed(String resource) {
        return monitor().contains("* " + resource + " ") || monitor().contains("* " + resource + "_monitor_1000 on n1");
    }

    @Test
    void ignoreShowsTheFailureAndDoesNothing() {
        end(n1, "ignored");

        await("the failure is shown", () -> failed("ignored"));

        assertEquals("Started n1 (failure ignored)", state("ignored"));
        assertEquals(List.of("start"), actions(n1, "ignored"));
    }

    @Test
    void blockLeavesTheResourceToPeople() {
        end(n1, "blocked");

        awaitState("blocked", "FAILED n1 (blocked)");

        assertEquals(List.of("start"), actions(n1, "blocked"));
    }

    @Test
    void stopStopsAndDoesNotStartAgain() {
        end(n1, "stopped");

        awaitState("stopped", "Stopped");

        assertEquals(List.of("start", "stop"), actions(n1, "stopped"));
    }

    @Test
    void restartIsTheDefault() {
        end(n1, "restarted");

        await("it runs again", () -> role(n1, "restarted").equals("started"));

        awaitState("restarted", "Started n1");
        assertEquals(List.of("start", "stop", "start"), actions(n1, "restarted"));
        assertEquals("1", failCount("restarted"));
    }

    @Test
    void demoteDemotesAndPromotesAgain() {
        end(n1, "actor");

        await("it is promoted again", () -> role(n1, "actor").equals("promoted"));

        List<String> actions = actions(n1, "actor");
        assertEquals(List.of("start", "promote", "demote", "promote"), actions);
    }

    @Test
    void restartContainerRestartsWhatTheResourceIsIn() {
        end(n1, "inner");

        await("both run again", () -> actions(n1, "outer").equals(List.of("start", "stop", "start"))
                && role(n1, "inner").equals("started"));

        awaitState("inner", "Started n1");
    }

    @Test
    void anAddressThatSomebodyDeletesIsPutBackLongBeforeItsMonitor() {
        n1.run("ip", "addr", "del", "10.77.0.202/24", "dev", "eth0").orFail();
        n1.run("ip", "addr", "del", "10.77.0.201/24", "dev", "eth0").orFail();

        await("the address is back", () -> n1.run("ip", "-o", "addr").output().contains("10.77.0.201/"));

        awaitState("address", "Started n1");
        assertTrue(monitor().contains("(address 10.77.0.201 is gone)"), this::monitor);
        assertFalse(n1.run("ip", "-o", "addr").output().contains("10.77.0.202/"), "instant-detection=false");
    }

    @Test
    void theThresholdMovesTheResource() {
        end(n1, "threshold");
        await("it runs again where it was", () -> role(n1, "threshold").equals("started") && failCount("threshold").equals("1"));

        end(n1, "threshold");

        awaitState("threshold", "Started n2");
        assertEquals("2", failCount("threshold"));
    }

    @Test
    void aFailureIsForgottenAfterItsTime() {
        end(n1, "forgiven");
        awaitState("forgiven", "Started n2");

        await("it is forgotten, and the resource comes home",
                () -> failCount("forgiven").equals("0") && state("forgiven").equals("Started n1"));
    }

    @Test
    void aFailedStopBlocksWithoutFencing() {
        order(n1, "unstoppable", "stop", 1);
        end(n1, "unstoppable");

        awaitState("unstoppable", "FAILED n1 (blocked)");

        assertEquals(List.of("start", "stop"), actions(n1, "unstoppable"));
        assertEquals("", role(n2, "unstoppable"));
        assertEquals("INFINITY", n1.run("crm_failcount", "-q", "-r", "unstoppable", "-n", "stop", "-N", "n1").output().strip());
        takeBack(n1, "unstoppable", "stop");
        n1.run("crm", "resource", "cleanup", "unstoppable").orFail();
        awaitState("unstoppable", "Started n1");
    }

    @Test
    void aFailedStartGoesElsewhereAtOnce() {
        order(n1, "fatal-start", "start", 1);

        n1.run("crm", "resource", "start", "fatal-start").orFail();

        awaitState("fatal-start", "Started n2");
        assertEquals(List.of("start", "stop"), actions(n1, "fatal-start"));
        assertEquals("INFINITY", failCount("fatal-start"));
    }

    @Test
    @Order(LAST - 2)
    void aFailedStartIsTriedAgainIfItIsNotFatal() {
        configure("property start-failure-is-fatal=false");
        order(n1, "retried-start", "start", 1);

        n1.run("crm", "resource", "start", "retried-start").orFail();
        await("it is tried again and again", () -> actions(n1, "retried-start").stream().filter("start"::equals).count() > 2);
        takeBack(n1, "retried-start", "start");

        awaitState("retried-start", "Started n1");
        assertFalse(failCount("retried-start").equals("INFINITY"));
        configure("property start-failure-is-fatal=true");
    }

    @Test
    void cleanupForgetsTheFailureAndTheResourceIsLookedAtAnew() {
        end(n1, "tidied");
        awaitState("tidied", "FAILED n1 (blocked)");

        n1.run("crm", "resource", "cleanup", "tidied").orFail();

        await("it is found stopped and started", () -> role(n1, "tidied").equals("started"));
        awaitState("tidied", "Started n1");
        assertEquals("0", failCount("tidied"));
        assertFalse(failed("tidied"));
    }

    @Test
    void refreshFindsWhatRunsAndLeavesItAlone() {
        List<String> before = actions(n1, "outer");

        n1.run("crm", "resource", "refresh", "outer").orFail();

        awaitState("outer", "Started n1");
        assertEquals(before, actions(n1, "outer"));
    }

    @Test
    @Order(LAST - 1)
    void standbySendsTheNodeToStandby() {
        end(n2, "standby");

        awaitState("standby", "Started n1");

        assertTrue(monitor().contains("* Node n2: standby (on-fail)"), monitor());
        n1.run("crm", "resource", "cleanup", "standby").orFail();
        await("the node is back", () -> view.online("n1", "n2"));
    }

    @Test
    @Order(LAST)
    void aFailedStopAndOnFailFenceEndTheNodeIfThereIsFencing() {
        lab.powerSwitch();
        configure("""
                primitive power stonith:fence_lab op monitor interval=60s
                location l-power power 100: n1
                primitive fenced ocf:systole:Actor op monitor interval=1s on-fail=fence
                location l-fenced fenced 100: n2
                primitive stuck ocf:systole:Actor op monitor interval=1s
                location l-stuck stuck 100: n2
                property stonith-enabled=true stonith-action=off
                """);
        awaitState("fenced", "Started n2");
        awaitState("stuck", "Started n2");

        order(n2, "stuck", "stop", 1);
        n1.run("crm", "resource", "stop", "stuck").orFail();
        await("the node of the failed stop has no power", () -> !n2.powered());
        awaitState("fenced", "Started n1");

        n2.powerOn();
        n2.startDaemon();
        awaitState("fenced", "Started n2");
        end(n2, "fenced");
        await("the node with on-fail=fence has no power", () -> !n2.powered());
        awaitState("fenced", "Started n1");
        assertTrue(n1.powered());
    }
}
