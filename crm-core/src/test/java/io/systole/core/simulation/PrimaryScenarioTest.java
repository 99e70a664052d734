package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.ResourceId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A promotable clone and what runs beside its primary. */
class PrimaryScenarioTest {
    private static final ResourceId DATA = new ResourceId("data");

    @Test
    void oneInstanceIsPromotedAndWhatNeedsItIsBesideIt() {
        SimulatedCluster cluster = running(1);

        assertEquals(List.of("n1", "n2", "n3"), cluster.running("data"));
        assertEquals(List.of("n2"), PromotedOnce.where(cluster, DATA));
        assertEquals(List.of("n2"), cluster.running("vip"));
    }

    @Test
    void whenTheMachineOfThePrimaryIsLostAnotherInstanceIsPromotedUntilItIsBack() {
        SimulatedCluster cluster = running(2);

        cluster.crash("n2");

        cluster.runUntil("n1 is primary", () -> PromotedOnce.where(cluster, DATA).equals(List.of("n1")));
        cluster.runUntil("its address is there", () -> cluster.running("vip").equals(List.of("n1")));
        cluster.runUntil("n2, which is preferred, is primary again", () -> PromotedOnce.where(cluster, DATA).equals(List.of("n2")));
        cluster.stabilise();
        assertEquals(List.of("n2"), cluster.running("vip"));
    }

    @Test
    void aPrimaryThatDiedIsPromotedAnew() {
        SimulatedCluster cluster = running(3);

        cluster.machine("n2").die("data");
        cluster.runFor(Duration.ofSeconds(30));

        assertEquals(1, PromotedOnce.where(cluster, DATA).size());
        assertEquals(PromotedOnce.where(cluster, DATA), cluster.running("vip"));
        assertEquals(3, cluster.running("data").size());
    }

    private static SimulatedCluster running(long seed) {
        SimulatedCluster cluster = SimulatedCluster.of(seed, "n1", "n2", "n3").withCib(SampleCib.promotable(true)).startAll();
        cluster.stabilise();
        return cluster;
    }
}
