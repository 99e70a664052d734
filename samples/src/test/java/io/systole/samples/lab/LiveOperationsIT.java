package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.samples.lab.Chronicle.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What agents are asked in a cluster of two real daemons when resources migrate, are reloaded, promoted and told of each other, and
 * what they can do meanwhile. One cluster for all tests, a resource for each; they prefer n1.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveOperationsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final String CONFIGURATION = """
            property stonith-enabled=false
            rsc_defaults resource-stickiness=1
            primitive still ocf:systole:Chronicler params book=BOOK
            primitive migrated ocf:systole:Chronicler params book=BOOK op monitor interval=10s meta allow-migrate=true
            primitive not-sent ocf:systole:Chronicler params book=BOOK meta allow-migrate=true
            primitive not-received ocf:systole:Chronicler params book=BOOK meta allow-migrate=true
            primitive reloaded ocf:systole:Chronicler params book=BOOK port=80 level=1 op monitor interval=10s
            primitive texted ocf:systole:Chronicler params book=BOOK
            primitive old ocf:systole:OldChronicler params book=BOOK port=80 level=1
            primitive lying ocf:systole:Chronicler params book=BOOK op monitor interval=1s meta migration-threshold=2 target-role=Stopped
            primitive player ocf:systole:Chronicler params book=BOOK
            clone players player meta promotable=true notify=true target-role=Stopped
            primitive tooled ocf:systole:Chronicler params book=BOOK op start interval=0 timeout=120s meta target-role=Stopped
            location l-still still 100: n1
            location l-migrated migrated 100: n1
            location l-not-sent not-sent 100: n1
            location l-not-received not-received 100: n1
            location l-reloaded reloaded 100: n1
            location l-old old 100: n1
            location l-texted texted 100: n1
            location l-lying lying 100: n1
            location l-tooled tooled 100: n1
            """;

    private Path build;
    private Chronicle chronicle;
    private LoopbackLab lab;
    private LoopbackNode n1;
    private ClusterView view;

    @BeforeAll
    void startCluster(@TempDir Path directory) throws IOException {
        build = InstallationTree.copy("live");
        InstallationTree.addAgent(build, "chronicler.sh", "Chronicler");
        InstallationTree.addAgent(build, "chronicler.sh", "OldChronicler");
        chronicle = new Chronicle(Files.createDirectory(directory.resolve("book")));
        lab = LoopbackLab.make("live", build, List.of("n1", "n2"));
        n1 = lab.node("n1");
        n1.start();
        lab.node("n2").start();
        view = new ClusterView(command -> n1.command(command).run());
        await("both nodes are online", () -> view.online("n1", "n2"));
        Path file = Files.writeString(directory.resolve("cluster.crm"), CONFIGURATION.replace("BOOK", chronicle.book().toString()));
        n1.run("crm", "configure", "load", "update", file.toString()).orFail();
        for (String resource : List.of("still", "migrated", "not-sent", "not-received", "reloaded", "old", "texted")) {
            awaitPlace(resource, "n1");
        }
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

    private void await(String what, BooleanSupplier condition) {
        Await.until(what, PATIENCE, PAUSE, condition,
                () -> view.monitor() + "\nn1:\n" + n1.console() + "\nn2:\n" + lab.node("n2").console());
    }

    private void awaitPlace(String resource, String node) {
        await(resource + " runs on " + node, () -> node.equals(place(resource)));
    }

    private String place(String resource) {
        return view.started().get(resource);
    }

    private void crm(String words) {
        n1.run(("crm " + words).split(" ")).orFail();
    }

    /** The last calls for a resource, once there are so many. */
    private List<Call> awaitCalls(String resource, int count) {
        await(count + " calls for " + resource, () -> chronicle.calls(resource).size() >= count);
        return chronicle.calls(resource);
    }

    @Test
    void aResourceThatCanMigrateMovesWithoutBeingStarted() {
        crm("resource move migrated n2");
        awaitPlace("migrated", "n2");
        List<Call> calls = awaitCalls("migrated", 4);

        assertEquals(List.of("n1 start", "n1 migrate_to", "n2 migrate_from", "n1 stop"), chronicle.of("migrated"));
        for (Call call : calls.subList(1, 3)) {
            assertEquals("n1 n2", call.meta("migrate_source") + " " + call.meta("migrate_target"), call::toString);
        }
    }

    @Test
    void whatCannotBeSentIsStoppedAndStarted() {
        chronicle.order("n1", "not-sent", "migrate_to", "exit 1");

        crm("resource move not-sent n2");

        awaitPlace("not-sent", "n2");
        isStoppedEverywhereAndStarted("not-sent", List.of("n1 start", "n1 migrate_to"));
    }

    @Test
    void whatIsNotReceivedIsStoppedOnBothNodesAndStarted() {
        chronicle.order("n2", "not-received", "migrate_from", "exit 1");

        crm("resource move not-received n2");

        awaitPlace("not-received", "n2");
        isStoppedEverywhereAndStarted("not-received", List.of("n1 start", "n1 migrate_to", "n2 migrate_from"));
    }

    /** Which of the stops comes first does not matter. */
    private void isStoppedEverywhereAndStarted(String resource, List<String> before) {
        List<String> all = chronicle.of(resource);
        int after = before.size();
        assertEquals(before, all.subList(0, after));
        assertEquals(Set.of("n1 stop", "n2 stop"), Set.copyOf(all.subList(after, all.size() - 1)), all::toString);
        assertEquals("n2 start", all.getLast());
        assertEquals(after + 3, all.size(), all::toString);
    }

    @Test
    void whatCanBeReloadedIsAndTheRestRestartsWithTheOldParametersForTheStop() {
        n1.run("crm_resource", "-r", "reloaded", "-p", "level", "-v", "2").orFail();
        awaitCalls("reloaded", 2);
        n1.run("crm_resource", "-r", "reloaded", "-p", "port", "-v", "81").orFail();
        List<Call> calls = awaitCalls("reloaded", 4);

        List<String> said = calls.stream()
                .map(call -> call.where() + " " + call.parameter("port") + " " + call.parameter("level")).toList();
        assertEquals(List.of("n1 start 80 1", "n1 reload-agent 80 2", "n1 stop 80 2", "n1 start 81 2"), said);
    }

    @Test
    void anAgentOfTheOldStandardIsReloadedInItsWords() {
        n1.run("crm_resource", "-r", "old", "-p", "level", "-v", "2").orFail();
        awaitCalls("old", 2);
        n1.run("crm_resource", "-r", "old", "-p", "port", "-v", "81").orFail();
        awaitCalls("old", 4);

        assertEquals(List.of("n1 start", "n1 reload", "n1 stop", "n1 start"), chronicle.of("old"));
    }

    @Test
    void anAgentThatLiesIsFoundOutByItsMonitorAndItsThreshold() {
        chronicle.order("n1", "lying", "start", "exit 0");

        crm("resource start lying");

        awaitPlace("lying", "n2");
        assertEquals(List.of("n1 start", "n1 stop", "n1 start", "n1 stop", "n2 start"), chronicle.of("lying"));
    }

    @Test
    void instancesAreToldOfEachOtherAndPromotedByTheirScores() {
        chronicle.order("n1", "player", "start", "crm_attribute --promotion -v 10");
        chronicle.order("n2", "player", "start", "crm_attribute --promotion -v 5");
        crm("resource start players");
        await("n1 is promoted", () -> view.monitor().contains("Promoted: [ n1 ]"));
        awaitCalls("player", 9);

        n1.run("crm_attribute", "--promotion=player", "-N", "n2", "-v", "20").orFail();
        await("n2 is promoted", () -> view.monitor().contains("Promoted: [ n2 ]"));
        List<Call> move = awaitCalls("player", 19).subList(9, 19);
        crm("resource stop players");
        List<Call> all = awaitCalls("player", 28);

        assertEquals(List.of("start", "post start", "pre promote", "promote", "post promote", "pre demote", "demote", "post demote",
                "pre promote", "post promote", "pre demote", "post demote", "pre stop", "stop"), told(all, "n1"));
        assertEquals(List.of("start", "post start", "pre promote", "post promote", "pre demote", "post demote",
                "pre promote", "promote", "post promote", "pre demote", "demote", "post demote", "pre stop", "stop"), told(all, "n2"));
        for (Call call : move) {
            var lists = new TreeMap<>(call.notification());
            lists.keySet().removeAll(List.of("type", "operation", "key_type", "key_operation"));
            assertEquals("{active_resource=player:0 player:1, active_uname=n1 n2, all_uname=n1 n2, available_uname=n1 n2, "
                    + "demote_resource=player:0, demote_uname=n1, inactive_resource= , master_resource=player:0, master_uname=n1, "
                    + "promote_resource=player:1, promote_uname=n2, promoted_resource=player:0, promoted_uname=n1, "
                    + "slave_resource=player:1, slave_uname=n2, start_resource= , start_uname= , stop_resource= , stop_uname= , "
                    + "unpromoted_resource=player:1, unpromoted_uname=n2}", lists.toString(), call::where);
        }
        Map<String, String> start = all.getFirst().notification();
        assertEquals(Set.of("n1", "n2"), Set.of(start.get("start_uname").split(" ")));
        assertEquals("player:0 player:1", start.get("start_resource"));
        assertEquals("player:0 player:1", start.get("inactive_resource"));
        assertEquals("n1 n2", all.getLast().notification().get("stop_uname"));
    }

    /** What instances of a clone on a node were asked, and told. */
    private static List<String> told(List<Call> calls, String node) {
        return calls.stream().filter(call -> call.node().equals(node)).map(call -> call.action().equals("notify")
                ? call.meta("notify_type") + " " + call.meta("notify_operation") : call.action()).toList();
    }

    @Test
    void parametersArriveAsTheyWereWrittenWhateverIsInThem() {
        String text = "two\nlines, a\ttab, \"quotes\" 'and' `more`, $(reboot) ${HOME} %s \\n & <ü €> " + "x".repeat(65_536);
        chronicle.order("n1", "texted", "start", "printf %s \"$OCF_RESKEY_text\" >\"$OCF_RESKEY_book/text\"");

        n1.run("crm_resource", "-r", "texted", "-p", "text", "-v", text).orFail();

        awaitCalls("texted", 3);
        awaitPlace("texted", "n1");
        assertEquals(text, chronicle.read("text"));
    }

    @Test
    void toolsAnswerAnAgentWhoseOperationHoldsTheResource() throws IOException {
        Files.createDirectory(chronicle.book().resolve("nothing"));
        chronicle.order("n1", "tooled", "start", """
                say() { out=$("$@" 2>&1); echo "$* -> $? $out"; }
                {
                say crm_node -n
                say crm_attribute -l reboot -n colour -v blue
                say crm_attribute -l reboot -n colour -G -q
                say crm_attribute --promotion -v 7
                say crm_master -l reboot -G -q
                say attrd_updater -n load -U 3
                say attrd_updater -n load -Q
                say crm_resource -W -r still
                say crm_resource -W -r tooled
                say crm_failcount -G -r tooled
                say crm_attribute -l reboot -n nothing -G -q
                (
                    PATH=$HA_SBIN_DIR:$OCF_RESKEY_book/nothing
                    command -v perl curl readlink
                    say crm_attribute -l reboot -n colour -v red
                    say crm_attribute -l reboot -n colour -G -q
                )
                (
                    SYSTOLE_SOCKET=/nowhere/api.sock
                    say crm_node -n
                    say attrd_updater -n load -U 4
                )
                } >"$OCF_RESKEY_book/said"
                """);

        crm("resource start tooled");

        awaitPlace("tooled", "n1");
        assertEquals("""
                crm_node -n -> 0 n1
                crm_attribute -l reboot -n colour -v blue -> 0
                crm_attribute -l reboot -n colour -G -q -> 0 blue
                crm_attribute --promotion -v 7 -> 0
                crm_master -l reboot -G -q -> 0 7
                attrd_updater -n load -U 3 -> 0
                attrd_updater -n load -Q -> 0 name="load" host="n1" value="3"
                crm_resource -W -r still -> 0 resource still is running on: n1
                crm_resource -W -r tooled -> 0 resource tooled is running on: n1
                crm_failcount -G -r tooled -> 0 scope=status  name=fail-count-tooled value=0
                crm_attribute -l reboot -n nothing -G -q -> 105 crm_attribute: Error performing operation: No such device or address
                crm_attribute -l reboot -n colour -v red -> 0
                crm_attribute -l reboot -n colour -G -q -> 0 red
                crm_node -n -> 102 crm_node: NOT
                attrd_updater -n load -U 4 -> 102 attrd_updater: NOT
                """.replace("NOT", "not connected: the cluster does not answer on /nowhere/api.sock (No such file or directory); start "
                        + "it with \"crm cluster start\" or \"systemctl start systole\""),
                chronicle.read("said").replace(" \n", "\n"));
    }
}
