package io.systole.core.fencing;

import static io.systole.core.fencing.FencingYard.cib;
import static io.systole.core.fencing.FencingYard.device;
import static io.systole.core.fencing.FencingYard.nvpair;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Topology, host checks, delays, retries, limits, unfencing. */
class FencingRulesTest {
    private static final String LISTED = "pcmk_host_list";
    private static final String LEVELS = "<fencing-level id=\"l%1$d\" index=\"%1$d\" target=\"n2\" devices=\"%2$s\"/>";

    private static FencingYard yard(String cib) {
        return new FencingYard(1, cib, "n1", "n2", "n3");
    }

    private static FencingRecord fence(FencingYard yard, String target, FencingAction action) {
        long asker = yard.request("n1", target, action);
        yard.run(Duration.ofMinutes(30));
        return yard.ended.get(asker);
    }

    private static String listed(String id, String... more) {
        String[] all = new String[more.length + 2];
        all[0] = LISTED;
        all[1] = "n2";
        System.arraycopy(more, 0, all, 2, more.length);
        return device(id, all);
    }

    @Test
    void levelsAreTriedOneAfterAnotherUntilOneSucceeds() {
        String topology = LEVELS.formatted(1, "a") + LEVELS.formatted(2, "b") + LEVELS.formatted(3, "c");
        FencingYard yard = yard(cib("", topology, listed("a", "pcmk_off_retries", "1"), listed("b"), listed("c"))).fails("a", "*", "off");

        FencingRecord record = fence(yard, "n2", FencingAction.OFF);

        assertEquals(List.of("off n2 by a on n1", "off n2 by a on n3", "off n2 by b on n1"), yard.runs);
        assertEquals("b on n1 did 'off'", record.reason());
    }

    @Test
    void allDevicesOfALevelAreUsedAndARebootIsAllOffThenAllOn() {
        FencingYard yard = yard(cib("", LEVELS.formatted(1, "a,b"), listed("a"), listed("b")));

        FencingRecord record = fence(yard, "n2", FencingAction.REBOOT);

        assertEquals(List.of("off n2 by a on n1", "off n2 by b on n1", "on n2 by a on n1", "on n2 by b on n1"), yard.runs);
        assertEquals(FencingAction.REBOOT, record.action());
        assertTrue(record.succeeded());
    }

    @Test
    void aNodeThatCannotBeSwitchedOnAgainIsFencedAllTheSame() {
        FencingYard yard = yard(cib("", LEVELS.formatted(1, "a,b"), listed("a"), listed("b"))).fails("a", "*", "on");

        FencingRecord record = fence(yard, "n2", FencingAction.REBOOT);

        assertTrue(record.succeeded());
        assertTrue(record.reason().contains("a did not switch it on again"), record.reason());
        assertEquals("on n2 by b on n1", yard.runs.getLast());
    }

    @Test
    void aLevelOfWhichOneDeviceFailsHasFailed() {
        String topology = LEVELS.formatted(1, "a,b") + LEVELS.formatted(2, "c");
        FencingYard yard = yard(cib("", topology, listed("a"), listed("b", "pcmk_off_retries", "1"), listed("c"))).fails("b", "*", "off");

        FencingRecord record = fence(yard, "n2", FencingAction.REBOOT);

        assertEquals("reboot n2 by c on n1", yard.runs.getLast());
        assertEquals("c on n1 did 'reboot'", record.reason());
    }

    @Test
    void aLevelThatNobodyCanCarryOutIsLeftOut() {
        String topology = LEVELS.formatted(1, "ghost") + LEVELS.formatted(2, "b");
        FencingYard yard = yard(cib("", topology, listed("b")));

        assertEquals("b on n1 did 'off'", fence(yard, "n2", FencingAction.OFF).reason());
    }

    @Test
    void aLevelWithoutDevicesIsNoSuccess() {
        FencingYard empty = yard(cib("", LEVELS.formatted(1, " ") + LEVELS.formatted(2, "a"), listed("a")));

        assertEquals("a on n1 did 'off'", fence(empty, "n2", FencingAction.OFF).reason());
    }

    @Test
    void devicesOutsideTheTopologyAreNotUsed() {
        FencingYard yard = yard(cib("", LEVELS.formatted(1, "a"), listed("a", "pcmk_off_retries", "1"), listed("b"))).fails("a", "*",
                "off");

        FencingRecord record = fence(yard, "n2", FencingAction.OFF);

        assertEquals(FencingRecord.State.FAILED, record.state());
        assertTrue(yard.runs.stream().noneMatch(run -> run.contains("by b")), yard.runs.toString());
    }

    @Test
    void levelsMayNameNodesByPatternOrAttribute() {
        String pattern = "<fencing-level id=\"p\" index=\"1\" target-pattern=\"^n[2-9]$\" devices=\"b\"/>";
        String attribute = "<fencing-level id=\"q\" index=\"1\" target-attribute=\"rack\" target-value=\"7\" devices=\"b\"/>";
        String racks = cib("", attribute, listed("a"), listed("b")).replace("<node id=\"2\" uname=\"n2\"/>",
                "<node id=\"2\" uname=\"n2\"><instance_attributes id=\"r\">" + nvpair("r", "rack", "7") + "</instance_attributes></node>");

        assertEquals("b on n1 did 'off'", fence(yard(cib("", pattern, listed("a"), listed("b"))), "n2", FencingAction.OFF).reason());
        assertEquals("b on n1 did 'off'", fence(yard(racks), "n2", FencingAction.OFF).reason());
    }

    @Test
    void aDeviceWithoutListIsAskedForItsListOnceAMinute() {
        FencingYard yard = yard(cib("", "", device("f")));

        fence(yard, "n2", FencingAction.OFF);
        long lists = yard.runs.stream().filter(run -> run.startsWith("list")).count();
        yard.runs.clear();
        yard.request("n1", "n3", FencingAction.OFF);
        yard.run(Duration.ofSeconds(10));
        yard.request("n1", "n2", FencingAction.OFF);
        yard.run(Duration.ofSeconds(10));

        assertEquals(0, lists, "what was listed at the registration still counts");
        assertEquals(3, yard.runs.stream().filter(run -> run.startsWith("list")).count(), yard.runs.toString());
    }

    @Test
    void aDeviceWhoseListFailsIsAskedForTheStateOfTheVictim() {
        FencingYard yard = yard(cib("", "")).fails("f", "*", "list")
                .script("f", "*", "status", Duration.ofMillis(100), AgentEnd.exited(2, "", "")).configured(cib("", "", device("f")));

        FencingRecord record = fence(yard, "n2", FencingAction.OFF);

        assertTrue(record.succeeded(), record.reason());
        assertTrue(yard.runs.contains("status n2 by f on n1"));
    }

    @Test
    void aListThatWasWishedForAndFailsMeansNo() {
        FencingYard yard = yard(cib("", "")).fails("f", "*", "list")
                .configured(cib("", "", device("f", "pcmk_host_check", "dynamic-list")));

        FencingRecord record = fence(yard, "n2", FencingAction.OFF);

        assertEquals(FencingRecord.ERROR, record.status(), "it may be able later");
        assertTrue(record.reason().contains("its agent could not list what it can fence"), record.reason());
    }

    @Test
    void aDeviceOutOfReachIsStillTriedForWhatItListedBefore() {
        FencingYard yard = yard(cib("", "", device("f"))).fails("f", "*", "list");
        yard.run(Duration.ofMinutes(5));

        FencingRecord record = fence(yard, "n2", FencingAction.OFF);

        assertTrue(record.succeeded(), record.reason());
    }

    @Test
    void theHostMapGivesTheVictimItsNameOnTheDevice() {
        var device = new FenceDevice("f", "fence_x", new TreeMap<>(Map.of("pcmk_host_map", "N2:4;n3:5,6",
                "ip", "10.0.0.9", "pcmk_reboot_action", "off")));

        assertEquals("action=off\nnodename=n2\nplug=4\nip=10.0.0.9\n",
                device.input("reboot", Optional.of(new NodeName("n2")), Set.of("plug", "port")));
        assertEquals("5,6", device.hosts().alias(new NodeName("n3")));
    }

    @Test
    void theVictimIsNotTwiceAmongTheParameters() {
        var own = new FenceDevice("f", "fence_x", new TreeMap<>(Map.of("plug", "7")));
        var dynamic = new FenceDevice("f", "fence_x", new TreeMap<>(Map.of("plug", "dynamic")));
        var none = new FenceDevice("f", "fence_x", new TreeMap<>(Map.of("pcmk_host_argument", "none")));
        var target = Optional.of(new NodeName("n2"));

        assertEquals("action=off\nnodename=n2\nplug=7\n", own.input("off", target, Set.of("plug")));
        assertEquals("action=off\nnodename=n2\nplug=n2\n", dynamic.input("off", target, Set.of("plug")));
        assertEquals("action=off\nnodename=n2\n", none.input("off", target, Set.of("plug")));
    }

    @Test
    void anAgentWithoutRebootSwitchesOff() {
        FencingYard yard = yard(cib("", "")).describes("f", FencingYard.metadata("", "off", "monitor"));
        yard.configured(cib("", "", listed("f")));

        FencingRecord record = fence(yard, "n2", FencingAction.REBOOT);

        assertEquals(List.of("off n2 by f on n1"), yard.runs);
        assertTrue(record.succeeded());
    }

    @Test
    void delaysArePerNodeRandomOnTopAndOnlyForTheFirstAttempt() {
        FencingYard yard = yard(cib("", "", listed("f", "pcmk_delay_base", "n1:20s;n2:5s", "pcmk_delay_max", "9s")));
        double begin = yard.seconds();
        yard.request("n1", "n2", FencingAction.OFF);

        yard.run(Duration.ofMillis(4900));
        int early = yard.runs.size();
        yard.run(Duration.ofMillis(4300));

        assertEquals(0, early, "the fixed delay of n2 is 5 s");
        assertEquals(1, yard.runs.size(), "and at most 9 s with chance; began at " + begin);
    }

    @Test
    void aNegativeDelaySwitchesAllDelaysOffAndAPositiveOneIsAdded() {
        FencingYard yard = yard(cib("", "", listed("f", "pcmk_delay_base", "5s")));
        var target = new NodeName("n2");
        yard.request("n1", new FencingRequest(target, FencingAction.OFF, Duration.ofSeconds(60), Duration.ofSeconds(-1), Duration.ZERO,
                false,
                "t", ""));
        yard.run(Duration.ofSeconds(1));
        int atOnce = yard.runs.size();
        yard.run(Duration.ofMinutes(1));

        yard.request("n1", new FencingRequest(target, FencingAction.OFF, Duration.ofSeconds(60), Duration.ofSeconds(3), Duration.ZERO,
                false,
                "t", ""));
        yard.run(Duration.ofMillis(7900));
        int late = yard.runs.size();
        yard.run(Duration.ofSeconds(1));

        assertEquals(1, atOnce);
        assertEquals(1, late);
        assertEquals(2, yard.runs.size());
    }

    @Test
    void retriesEndWhenMostOfTheTimeIsUsedAndATimeoutIsNotRepeated() {
        FencingYard quick = yard(cib("", "", listed("f", "pcmk_off_retries", "5", "pcmk_off_timeout", "10s"))).fails("f", "*", "off");
        FencingYard slow = yard(cib("", "", listed("f", "pcmk_off_timeout", "10s"))).hangs("f", "*", "off");

        fence(quick, "n2", FencingAction.OFF);
        FencingRecord record = fence(slow, "n2", FencingAction.OFF);

        assertEquals(4, quick.runs.stream().filter(run -> run.endsWith("on n1")).count(), quick.runs.toString());
        assertEquals(List.of("off n2 by f on n1", "off n2 by f on n3"), slow.runs);
        assertEquals(FencingRecord.TIMED_OUT, record.status());
        assertTrue(record.reason().startsWith("f on n1 could not do 'off': it did not end in time and was killed"), record.reason());
    }

    @Test
    void aDeviceDoesOneThingAtATimeUnlessItsLimitIsHigher() {
        FencingYard one = yard(cib("", "", device("f", LISTED, "n2 n3")));
        FencingYard two = yard(cib("", "", device("f", LISTED, "n2 n3", "pcmk_action_limit", "-1")));
        for (FencingYard yard : List.of(one, two)) {
            yard.crash("n2");
            yard.crash("n3");
            yard.run(Duration.ofSeconds(3));
            yard.request("n1", "n2", FencingAction.OFF);
            yard.request("n1", "n3", FencingAction.OFF);
            yard.run(Duration.ofSeconds(1));
        }

        assertEquals(1, one.runs.size());
        assertEquals(2, two.runs.size());
        one.run(Duration.ofSeconds(60));
        assertEquals(2, one.ended.values().stream().filter(FencingRecord::succeeded).count());
    }

    @Test
    void switchingOnUsesEveryDeviceThatUnfencesAndOnTheTargetIfTheAgentWantsThat() {
        String disks = FencingYard.metadata("<action name=\"on\" on_target=\"1\" automatic=\"1\"/>", "off", "monitor");
        FencingYard yard = yard(cib("", "")).describes("scsi", disks).describes("scsi2", disks);
        yard.configured(cib("", "", listed("power"), listed("scsi"), listed("scsi2")));

        FencingRecord record = fence(yard, "n2", FencingAction.ON);

        assertEquals(List.of("on n2 by scsi on n2", "on n2 by scsi2 on n2"), yard.runs);
        assertTrue(record.succeeded(), record.reason());
    }

    @Test
    void devicesThatUnfenceAreLeftOutWhenARebootSwitchesOnAgain() {
        FencingYard yard = yard(cib("", "")).describes("scsi", FencingYard.metadata("<action name=\"on\" automatic=\"1\"/>", "off"));
        yard.configured(cib("", LEVELS.formatted(1, "power,scsi"), listed("power"), listed("scsi")));

        fence(yard, "n2", FencingAction.REBOOT);

        assertEquals(List.of("off n2 by power on n1", "off n2 by scsi on n1", "on n2 by power on n1"), yard.runs);
    }
}
