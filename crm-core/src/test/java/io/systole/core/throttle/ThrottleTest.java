package io.systole.core.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.membership.NodeName;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleTest {
    private static final NodeName DC = new NodeName("n1");
    private static final NodeName N2 = new NodeName("n2");
    private static final Throttle USUAL = new Throttle(80, 0);

    /** 80 % of the cores, of one core 60 % of that, times 1.2, 1.6 and 2; a mode begins above its threshold. */
    @ParameterizedTest(name = "load {1}/100 on {0} cores is {2}")
    @CsvSource({
        "2, 0, NONE", "2, 192, NONE", "2, 193, LOW", "2, 256, LOW", "2, 257, MEDIUM", "2, 320, MEDIUM", "2, 321, HIGH", "2, 9999, HIGH",
        "1, 57, NONE", "1, 58, LOW", "1, 77, MEDIUM", "1, 97, HIGH", "64, 6100, NONE", "64, 6200, LOW"})
    void theLoadAverageCountsAgainstTheCores(int cores, int average, LoadMode mode) {
        assertEquals(mode, LoadMode.of(new NodeLoad(cores, average, 0, OptionalInt.empty()), 80));
    }

    @ParameterizedTest(name = "a loop with {1} % on {0} cores is {2}")
    @CsvSource({"2, 76, NONE", "2, 77, LOW", "2, 86, MEDIUM", "2, 96, HIGH", "2, 143, EXTREME",
        "1, 32, NONE", "1, 33, LOW", "1, 61, EXTREME"})
    void aBusyLoopCountsToo(int cores, int loop, LoadMode mode) {
        assertEquals(mode, LoadMode.of(new NodeLoad(cores, 0, loop, OptionalInt.empty()), 80));
    }

    @Test
    void withAThresholdOfZeroLoadDoesNotMatter() {
        assertEquals(LoadMode.NONE, LoadMode.of(new NodeLoad(1, 9999, 99, OptionalInt.empty()), 0));
    }

    @ParameterizedTest(name = "load {0}: {1} at a time")
    @CsvSource({"0, 8", "400, 4", "600, 2", "700, 1"})
    void aNodeDoesTwiceItsCoresAtATimeAndLessTheBusierItIs(int average, int jobs) {
        assertEquals(jobs, USUAL.limits(loads(new NodeLoad(4, average, 0, OptionalInt.empty())), DC).on(N2).jobs());
    }

    @Test
    void theOptionOfTheClusterBeatsTheCoresAndTheNodesOwnSettingBeatsBoth() {
        var three = new Throttle(80, 3);

        assertEquals("3: n2 does 3 actions at a time (node-action-limit)", on2(three, NodeLoad.idle(4)));
        assertEquals("5: n2 does 5 actions at a time (node_action_limit in its systole.conf)",
                on2(three, new NodeLoad(4, 0, 0, OptionalInt.of(5))));
        assertEquals("8: n2 does 8 actions at a time (twice its cores)", on2(three, new NodeLoad(4, 0, 0, OptionalInt.of(0))));
        assertEquals("1: n2 is busy (load 3.30 on 4 cores, load-threshold 50%), so it does 1 action at a time",
                on2(new Throttle(50, 3), new NodeLoad(4, 330, 0, OptionalInt.empty())));
        assertEquals("1: the daemon of n2 is busy (its loop uses 97% of a core), so it does 1 action at a time",
                on2(three, new NodeLoad(4, 500, 97, OptionalInt.empty())));
    }

    @Test
    void aNodeThatTellsNothingIsSparedALittleByTheCoresOfTheDc() {
        SortedMap<NodeName, Optional<NodeLoad>> loads = loads(NodeLoad.idle(1));
        loads.put(N2, Optional.empty());

        assertEquals(new JobLimit(4, "n2 has not told its load, so it does 4 actions at a time"), USUAL.limits(loads, DC).on(N2));
    }

    @Test
    void oneBusyNodeHalvesAndAnExhaustedOneQuartersWhatTheWholeClusterDoes() {
        SortedMap<NodeName, Optional<NodeLoad>> loads = loads(new NodeLoad(2, 500, 0, OptionalInt.empty()));
        for (int i = 3; i <= 9; i++) {
            loads.put(new NodeName("n" + i), Optional.of(NodeLoad.idle(2)));
        }

        JobLimit high = USUAL.limits(loads, DC).all(0);
        loads.put(new NodeName("n5"), Optional.of(new NodeLoad(2, 0, 180, OptionalInt.empty())));
        JobLimit extreme = USUAL.limits(loads, DC).all(0);

        assertEquals(new JobLimit(4, "n2 is busy (load 5.00 on 2 cores, load-threshold 80%), so the whole cluster does 4"
                + " actions at a time"), high);
        assertEquals(2, extreme.jobs());
        assertEquals(1, USUAL.limits(loads(new NodeLoad(2, 500, 0, OptionalInt.empty())), DC).all(0).jobs());
    }

    private static SortedMap<NodeName, Optional<NodeLoad>> loads(NodeLoad ofN2) {
        var loads = new TreeMap<NodeName, Optional<NodeLoad>>();
        loads.put(DC, Optional.of(NodeLoad.idle(4)));
        loads.put(N2, Optional.of(ofN2));
        return loads;
    }

    private static String on2(Throttle throttle, NodeLoad load) {
        JobLimit limit = throttle.limits(loads(load), DC).on(N2);
        return limit.jobs() + ": " + limit.why();
    }
}
