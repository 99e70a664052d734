package io.systole.core.scheduler.reason;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.membership.NodeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Shows what people read for each kind of reason: {@code sentences.txt} has the sentence and, after "due to", Pacemaker's few words. */
class SentenceTest {
    private static final Path EXPECTATION = Path.of("src/test/resources/reason/sentences.txt");
    private static final NodeName N1 = new NodeName("n1");
    private static final NodeName N2 = new NodeName("n2");
    private static final FailedOperation FAILURE = new FailedOperation("web", N1, "monitor", 10_000, 7, false,
            Optional.of(Instant.parse("2026-01-01T12:00:00Z")), "no answer on port 80");

    private static List<Reason> examples() {
        var all = new ArrayList<Reason>(List.of(
                Reason.NONE,
                new Configured.LocationConstraint("prefer-n1"),
                new Configured.NodeHealth(N1),
                new Configured.Colocation("web-with-ip", true, "ip", Optional.of(N1)),
                new Configured.Colocation("web-with-ip", true, "ip", Optional.empty()),
                new Configured.Colocation("group site", false, "ip", Optional.of(N1)),
                new Configured.NoInstance("web-with-fs", "fs-clone"),
                new Configured.ColocationWithRole("ip-with-db", "db-clone", "Promoted", List.of(N1, N2)),
                new Configured.ColocationWithRole("ip-with-db", "db-clone", "Promoted", List.of()),
                new Configured.Stickiness(),
                new Configured.ResourceOption("target-role", "Stopped"),
                new Configured.ClusterSetting("stop-all-resources", "true"),
                new Configured.CloneLimit("fs-clone", 2),
                new Configured.ExclusiveDiscovery(),
                new Configured.Capacity(N1, Map.of("memory", 4096)),
                new Configured.PromotionScore(),
                new Configured.NotBehindConnection(),
                new Configured.LivesIn(N1),
                new Configured.Ticket("paris", "web-needs-paris", false),
                new Configured.Ticket("paris", "web-needs-paris", true),
                new Configured.PromotionTicket()));
        for (Found.Effect effect : Found.Effect.values()) {
            all.add(new Found.Failure(FAILURE, effect));
        }
        all.addAll(List.of(
                new Found.Failure(new FailedOperation("web", N1, "start", 0, 1, true, Optional.empty(), ""), Found.Effect.RECOVERY),
                new Found.FailureLimit(3, 3),
                new Found.ActiveUnmanaged(),
                new Found.MultiplyActive(),
                new Found.StopRequired(),
                new Found.Removed(),
                new Found.ShutdownLock(N1),
                new Found.LockEnded(true),
                new Found.LockEnded(false),
                new Found.MigrationInterrupted(N1),
                new Found.MigrationRemains(),
                new Found.FailureExpired(),
                new Found.DefinitionChanged(),
                new Found.AgentChanged(),
                new Found.OperationChanged("monitor"),
                new Found.OperationRemoved(),
                new Found.ReconnectDue(),
                new Found.ConnectionFailed("vm-connection"),
                new Found.NoFenceDevice(),
                new Found.NoNodeAvailable(),
                new Found.NoQuorum(false),
                new Found.NoQuorum(true),
                new Consequent.BestNode(N1, 100),
                new Consequent.Move(N2, 50),
                new Consequent.LiveMigration(),
                new Consequent.Recovery(N1),
                new Consequent.Restart(),
                new Consequent.RoleChange(N1, true),
                new Consequent.RoleChange(N1, false),
                new Consequent.Step("web"),
                new Consequent.Step(""),
                new Consequent.Task("monitor", N1),
                new Consequent.NoNode(),
                new Consequent.Unexpected(),
                new Consequent.BlockedPartner("web-with-ip", "ip")));
        for (Found.Device what : Found.Device.values()) {
            all.add(new Found.DeviceChanged(what));
        }
        for (Consequent.Effect effect : Consequent.Effect.values()) {
            all.add(new Consequent.OtherAction(effect, "ip", "start", "ip-first"));
            all.add(new Consequent.OtherAction(effect, "", "one-or-more:order-1", ""));
        }
        all.addAll(List.of(
                new Consequent.OtherAction(Consequent.Effect.UNRUNNABLE, "", "stonith", ""),
                new Consequent.LetIn("web", "start"),
                new Consequent.UnknownState("web", N1),
                new Consequent.Monitoring("web", false),
                new Consequent.Monitoring("web", true),
                new Consequent.WatchStopped("web"),
                new Consequent.OtherRole(),
                new Consequent.ActiveSoon(),
                new Consequent.Maintenance(),
                new Consequent.Notification(),
                new Consequent.RoomMade(N1),
                new Consequent.Fenced(N1),
                new Consequent.Leaving(N1),
                new Consequent.FailCountEnded("web", N1, new Found.FailureExpired())));
        for (Uncleanness.Cause cause : Uncleanness.Cause.values()) {
            all.add(new Uncleanness(cause, "web"));
        }
        return all;
    }

    @Test
    void everyKindOfReasonReadsAsWritten() throws IOException {
        var lines = new ArrayList<String>();
        for (Reason reason : examples()) {
            String few = ShortReason.of(reason);
            lines.add(kind(reason) + ": " + Sentence.of(reason, aboutNode(reason) ? "n1" : "web")
                    + (few.isEmpty() ? "" : " | due to " + few));
        }

        if (Boolean.getBoolean("golden.rewrite")) {
            Files.write(EXPECTATION, lines);
        }
        assertEquals(Files.readAllLines(EXPECTATION), lines);
    }

    @Test
    void noKindIsMissingFromTheExamples() {
        Map<String, Class<?>> kinds = new LinkedHashMap<>();
        records(Reason.class, kinds);
        var shown = new TreeSet<String>();
        examples().forEach(reason -> shown.add(reason.getClass().getName()));

        assertEquals(new TreeSet<>(kinds.keySet()), shown);
    }

    private static boolean aboutNode(Reason reason) {
        return reason instanceof Uncleanness || reason instanceof Found.DeviceChanged || reason instanceof Consequent.LetIn;
    }

    private static void records(Class<?> type, Map<String, Class<?>> into) {
        if (type.isRecord()) {
            into.put(type.getName(), type);
        } else {
            for (Class<?> each : type.getPermittedSubclasses()) {
                records(each, into);
            }
        }
    }

    private static String kind(Reason reason) {
        String name = reason.getClass().getName();
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }
}
