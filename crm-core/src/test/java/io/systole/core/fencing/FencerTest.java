package io.systole.core.fencing;

import static io.systole.core.fencing.FencingYard.cib;
import static io.systole.core.fencing.FencingYard.device;
import static io.systole.core.fencing.FencingYard.nvpair;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which device on which node does it, and what all come to know. */
class FencerTest {
    private static final String[] THREE = {"n1", "n2", "n3"};
    private static final String LISTED = "pcmk_host_list";

    private static FencingYard yard(String cib) {
        return new FencingYard(1, cib, THREE);
    }

    private static FencingRecord fence(FencingYard yard, String target, FencingAction action) {
        long asker = yard.request("n1", target, action);
        yard.run(Duration.ofMinutes(30));
        FencingRecord record = yard.ended.get(asker);
        assertTrue(record != null, "the request was not answered; runs: " + yard.runs);
        return record;
    }

    @Test
    void aDeviceThatNamesTheVictimIsRunOnAMemberOtherThanTheVictim() {
        FencingYard yard = yard(cib("", "", device("f", LISTED, "n1 n2 n3")));

        FencingRecord record = fence(yard, "n2", FencingAction.REBOOT);

        assertEquals(List.of("reboot n2 by f on n1"), yard.runs);
        assertEquals(FencingRecord.State.DONE, record.state());
        assertEquals("n1", record.delegate());
        assertEquals("f on n1 did 'reboot'", record.reason());
    }

    @Test
    void theVictimIsNeverAskedWhileAnotherNodeLives() {
        FencingYard yard = yard(cib("", "", device("f", LISTED, "n1 n2 n3"))).fails("f", "n1", "off").fails("f", "n3", "off");

        FencingRecord record = fence(yard, "n2", FencingAction.OFF);

        assertEquals(FencingRecord.State.FAILED, record.state());
        assertTrue(yard.runs.stream().noneMatch(run -> run.endsWith("on n2")), yard.runs.toString());
        assertEquals("f on n1 could not do 'off': exit code 1 (no route to the switch); "
                + "f on n3 could not do 'off': exit code 1 (no route to the switch)", record.reason());
    }

    @Test
    void anOrderToFenceItselfIsLedByAnotherMember() {
        FencingYard yard = yard(cib("", "", device("f", LISTED, "n1 n2 n3")));

        FencingRecord record = fence(yard, "n1", FencingAction.REBOOT);

        assertEquals("n2", record.leader().value());
        assertEquals("n1", record.origin().value());
        assertEquals(List.of("reboot n1 by f on n2"), yard.runs);
    }

    @Test
    void theLastNodeMayFenceItselfIfThatWasAllowed() {
        var request = new FencingRequest(new NodeName("n1"), FencingAction.OFF, Duration.ofSeconds(60), Duration.ZERO, Duration.ZERO, true,
                "test", "");
        var alone = new FencingYard(1, cib("", "", device("f", LISTED, "n1")), "n1");

        long allowed = alone.request("n1", request);
        alone.run(Duration.ofMinutes(2));
        long forbidden = alone.request("n1", "n1", FencingAction.OFF);
        alone.run(Duration.ofMinutes(2));

        assertTrue(alone.ended.get(allowed).succeeded());
        assertEquals(FencingRecord.NO_DEVICE, alone.ended.get(forbidden).status());
    }

    @Test
    void aDeviceThatFailsOnOneNodeIsTriedOnTheNext() {
        FencingYard yard = yard(cib("", "", device("f", LISTED, "n2"))).fails("f", "n1", "reboot");

        FencingRecord record = fence(yard, "n2", FencingAction.REBOOT);

        assertEquals("n3", record.delegate());
        assertEquals(List.of("reboot n2 by f on n1", "reboot n2 by f on n1", "reboot n2 by f on n3"), yard.runs);
    }

    @Test
    void aSecondDeviceIsTriedBeforeTheFirstOneOnAnotherNode() {
        FencingYard yard = yard(cib("", "", device("a", LISTED, "n2", "pcmk_off_retries", "1"),
                device("b", LISTED, "n2", "pcmk_off_retries", "1"))).hangs("a", "*", "off").fails("b", "n1", "off");

        FencingRecord record = fence(yard, "n2", FencingAction.OFF);

        assertEquals(List.of("off n2 by a on n1", "off n2 by b on n1", "off n2 by a on n3", "off n2 by b on n3"), yard.runs);
        assertTrue(record.succeeded());
    }

    @Test
    void aNodeWhoseDeviceHasWorkedLatelyIsPreferred() {
        FencingYard yard = yard(cib("", "", device("f", LISTED, "n2")));
        yard.turn("n3", () -> yard.fencer("n3").deviceChecked("f", true));

        FencingRecord record = fence(yard, "n2", FencingAction.REBOOT);

        assertEquals("n3", record.delegate());
    }

    @Test
    void withoutAnyDeviceTheReasonSaysSo() {
        FencingRecord none = fence(yard(cib("", "")), "n2", FencingAction.REBOOT);
        FencingRecord other = fence(yard(cib("", "", device("f", LISTED, "n3"))), "n2", FencingAction.REBOOT);

        assertEquals("no device can do it: none is configured", none.reason());
        assertEquals(FencingRecord.NO_DEVICE, none.status());
        assertTrue(other.reason().startsWith("no device can do it: f on n1 cannot fence n2: its host list and map do not name it; f on n2"),
                other.reason());
    }

    @Test
    void anAgentThatIsMissingIsNamed() {
        FencingYard yard = yard(cib("", "")).script("f", "*", "metadata", Duration.ZERO,
                new AgentEnd(AgentEnd.Kind.NOT_STARTED, 0, "", "there is no file /usr/sbin/fence_f"));
        yard.configured(cib("", "", device("f", LISTED, "n2")));

        FencingRecord record = fence(yard, "n2", FencingAction.REBOOT);

        assertTrue(record.reason().contains("agent fence_f of f cannot be used on n1: there is no file /usr/sbin/fence_f"),
                record.reason());
        assertEquals(List.of("agent fence_f of f cannot be used on n1: there is no file /usr/sbin/fence_f"), yard.fencer("n1").troubles());
    }

    @Test
    void theSameWishOfManyIsOneFencingWhoseEndAllHear() {
        FencingYard yard = yard(cib("", "", device("f", LISTED, "n2")));

        List<Long> askers = List.of(yard.request("n1", "n2", FencingAction.REBOOT), yard.request("n1", "n2", FencingAction.REBOOT));
        yard.run(Duration.ofMillis(50));
        long elsewhere = yard.request("n3", "n2", FencingAction.REBOOT);
        yard.run(Duration.ofMinutes(2));

        assertEquals(List.of("reboot n2 by f on n1"), yard.runs);
        assertTrue(askers.stream().allMatch(asker -> yard.ended.get(asker).succeeded()));
        assertEquals(yard.ended.get(askers.getFirst()), yard.ended.get(elsewhere));
    }

    @Test
    void allNodesHaveTheSameHistoryAndOneThatComesLaterToo() {
        FencingYard yard = yard(cib("", "", device("f", LISTED, "n2")));
        yard.crash("n3");
        fence(yard, "n2", FencingAction.OFF);

        yard.start("n3");
        yard.run(Duration.ofSeconds(1));

        assertEquals(1, yard.fencer("n1").history().size());
        assertEquals(yard.fencer("n1").history(), yard.fencer("n2").history());
        assertEquals(yard.fencer("n1").history(), yard.fencer("n3").history());
        assertEquals(List.of(), yard.concluded.get("n3"), "what was before must not count as news");
    }

    @Test
    void ifTheLeaderDiesItsFencingHasFailedForAllOthers() {
        FencingYard yard = yard(cib("", "", device("f", LISTED, "n2"))).hangs("f", "*", "reboot");
        yard.request("n1", "n2", FencingAction.REBOOT);
        yard.run(Duration.ofSeconds(1));
        long joined = yard.request("n3", "n2", FencingAction.REBOOT);

        yard.crash("n1");
        yard.run(Duration.ofSeconds(5));

        assertEquals(FencingRecord.State.FAILED, yard.ended.get(joined).state());
        assertEquals("n1, which led it, was lost meanwhile", yard.ended.get(joined).reason());
    }

    @Test
    void allKnowOfAFencingWhoseLeaderDiesBeforeItBegins() {
        FencingYard yard = yard(cib("", "", device("f", LISTED, "n2")));
        yard.crash("n1");

        long asker = yard.request("n2", "n2", FencingAction.REBOOT);
        yard.run(Duration.ofSeconds(5));

        assertEquals("n1, which led it, was lost meanwhile", yard.ended.get(asker).reason());
        assertEquals(yard.fencer("n2").history(), yard.fencer("n3").history());
    }

    @Test
    void ifTheExecutorDiesAnotherOneTakesOver() {
        FencingYard yard = yard(cib("", "", device("f", LISTED, "n2"))).hangs("f", "n3", "reboot");
        yard.turn("n3", () -> yard.fencer("n3").deviceChecked("f", true));
        long asker = yard.request("n1", "n2", FencingAction.REBOOT);
        yard.run(Duration.ofSeconds(1));

        yard.crash("n3");
        yard.run(Duration.ofSeconds(10));

        assertEquals(List.of("reboot n2 by f on n3", "reboot n2 by f on n1"), yard.runs);
        assertEquals("n1", yard.ended.get(asker).delegate());
    }

    @Test
    void ifTheNodeThatIsToldDoesNotAnswerAnotherOneDoesIt() {
        FencingYard yard = yard(cib("", "", device("f", LISTED, "n2"))).hangs("f", "n3", "off");
        yard.turn("n3", () -> yard.fencer("n3").deviceChecked("f", true));

        FencingRecord record = fence(yard, "n2", FencingAction.OFF);

        assertEquals("n1", record.delegate());
        assertTrue(yard.runs.contains("off n2 by f on n3"));
    }

    @Test
    void aHumanMayConfirmOnlyADeadNode() {
        FencingYard yard = yard(cib("", ""));
        yard.turn("n1", () -> assertTrue(yard.fencer("n1").confirm(7, new NodeName("n2"), "crm").startsWith("node n2 is a living member")));

        yard.crash("n2");
        yard.run(Duration.ofSeconds(3));
        yard.turn("n1", () -> assertEquals("", yard.fencer("n1").confirm(8, new NodeName("n2"), "crm")));
        yard.run(Duration.ofSeconds(1));

        assertFalse(yard.ended.containsKey(7L));
        assertEquals("a human", yard.ended.get(8L).delegate());
        assertEquals("a human", yard.fencer("n3").history().getFirst().delegate());
    }

    @Test
    void aConfirmationByHandEndsTheFencingThatIsUnderWay() {
        FencingYard yard = yard(cib("", "", device("f", LISTED, "n2"))).hangs("f", "*", "reboot");
        yard.crash("n2");
        yard.run(Duration.ofSeconds(3));
        long asker = yard.request("n1", "n2", FencingAction.REBOOT);
        yard.run(Duration.ofSeconds(1));

        yard.turn("n3", () -> yard.fencer("n3").confirm(99, new NodeName("n2"), "crm"));
        yard.run(Duration.ofSeconds(1));

        assertEquals("a human", yard.ended.get(asker).delegate());
        assertTrue(yard.fencer("n1").history().stream().noneMatch(FencingRecord::pending));
    }

    @Test
    void whatWasDoneLatelyIsNotDoneAgainIfThatIsTolerated() {
        FencingYard yard = yard(cib("", "", device("f", LISTED, "n2")));
        fence(yard, "n2", FencingAction.REBOOT);
        var tolerant = new FencingRequest(new NodeName("n2"), FencingAction.REBOOT, Duration.ofSeconds(60), Duration.ZERO,
                Duration.ofHours(1), false, "dlm", "");

        long asker = yard.request("n1", tolerant);
        yard.run(Duration.ofSeconds(1));

        assertEquals(FencingRecord.State.DUPLICATE, yard.ended.get(asker).state());
        assertEquals(1, yard.runs.size());
    }

    @Test
    void historyIsForgottenEverywhere() {
        FencingYard yard = yard(cib("", "", device("f", LISTED, "n1 n2")));
        fence(yard, "n2", FencingAction.REBOOT);

        yard.turn("n3", () -> yard.fencer("n3").forget(Optional.of(new NodeName("n2"))));
        yard.run(Duration.ofSeconds(1));

        assertEquals(List.of(), yard.fencer("n1").history());
    }

    @Test
    void aDisabledOrBannedDeviceIsNotRegistered() {
        String disabled = device("f", LISTED, "n2").replace("</primitive>",
                "<meta_attributes id=\"m\">" + nvpair("m", "target-role", "Stopped") + "</meta_attributes></primitive>");
        String banned = cib("", "", device("f", LISTED, "n2")).replace("<constraints/>",
                "<constraints><rsc_location id=\"l\" rsc=\"f\" node=\"n1\" score=\"-INFINITY\"/></constraints>");

        assertEquals(FencingRecord.NO_DEVICE, fence(yard(cib("", "", disabled)), "n2", FencingAction.OFF).status());
        assertEquals("n3", fence(yard(banned), "n2", FencingAction.OFF).delegate());
    }

    @Test
    void aLostNodeWithAWatchdogCountsAsFencedAfterItsTime() {
        String properties = nvpair("o", "stonith-watchdog-timeout", "10s");
        FencingYard yard = yard(cib(properties, "", device("f", LISTED, "n3")));
        yard.crash("n2");
        yard.run(Duration.ofSeconds(3));
        double begin = yard.seconds();
        long asker = yard.request("n1", "n2", FencingAction.REBOOT);

        yard.run(Duration.ofMillis(9900));
        boolean early = yard.ended.containsKey(asker);
        yard.run(Duration.ofSeconds(60));

        assertFalse(early, "not before its time is over");
        assertTrue(yard.ended.get(asker).succeeded(), begin + " " + yard.ended);
        assertEquals("n2 has had 10 s to be reset by its own watchdog", yard.ended.get(asker).reason());
    }

    @Test
    void aLivingNodeWithAWatchdogIsToldToResetItselfAndMustBeGoneThen() {
        String properties = nvpair("o", "stonith-watchdog-timeout", "10s");
        FencingYard yard = yard(cib(properties, ""));

        FencingRecord record = fence(yard, "n2", FencingAction.REBOOT);

        assertEquals(1, yard.resets.size());
        assertEquals(FencingRecord.State.FAILED, record.state());
        assertTrue(record.reason().contains("n2 was told to reset itself and still answers"), record.reason());
    }

    @Test
    void peopleCanAskWhatADeviceReaches() {
        FencingYard yard = yard(cib("", "", device("f"), device("g", LISTED, "n1")));

        yard.turn("n1", () -> {
            yard.fencer("n1").lookUp(1, new DeviceQuestion.Registered());
            yard.fencer("n1").lookUp(2, new DeviceQuestion.Targets("f"));
            yard.fencer("n1").lookUp(3, new DeviceQuestion.CanFence(new NodeName("n2")));
            yard.fencer("n1").lookUp(4, new DeviceQuestion.Monitor("f"));
            yard.fencer("n1").lookUp(5, new DeviceQuestion.Monitor("h"));
        });
        yard.run(Duration.ofSeconds(10));

        assertEquals(List.of("f", "g"), yard.answers.get(1L).lines());
        assertEquals(List.of("n1", "n2", "n3", "n4", "n5", "port1", "port2"), yard.answers.get(2L).lines());
        assertEquals(List.of("f"), yard.answers.get(3L).lines());
        assertTrue(yard.answers.get(4L).ok());
        assertEquals("fence device h is not registered on n1", yard.answers.get(5L).message());
    }
}
