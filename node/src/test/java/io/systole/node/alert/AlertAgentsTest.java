package io.systole.node.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.alert.AlertCall;
import io.systole.lrm.process.ProcessEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The order in which alert programs run, and what becomes of those that are too slow. */
@Timeout(60)
class AlertAgentsTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    private final List<String> begun = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch oneRuns = new CountDownLatch(1);

    private static AlertCall call(String lane, int number) {
        return new AlertCall(lane, lane, Integer.toString(number), "/" + lane, Duration.ofSeconds(1), new TreeMap<>());
    }

    /** Programs that each need a permit to end. */
    private AlertRunner waiting(Semaphore permits) {
        return (call, cancellation) -> {
            begun.add(call.lane() + call.event());
            oneRuns.countDown();
            permits.acquire();
            return new ProcessEnd.Exited(0, "", "");
        };
    }

    private AlertAgents agents(AlertRunner runner, int room) {
        return new AlertAgents(() -> runner, room, LONG);
    }

    @Test
    void eachAlertAndRecipientGetsItsCallsInOrderOneAtATime() {
        var inLane = new ConcurrentHashMap<String, AtomicInteger>();
        var together = new AtomicInteger();
        SortedMap<String, List<String>> ran = Collections.synchronizedSortedMap(new TreeMap<>());
        AlertAgents agents = agents((call, cancellation) -> {
            AtomicInteger now = inLane.computeIfAbsent(call.lane(), name -> new AtomicInteger());
            together.accumulateAndGet(now.incrementAndGet(), Math::max);
            ran.computeIfAbsent(call.lane(), name -> new ArrayList<>()).add(call.event());
            now.decrementAndGet();
            return new ProcessEnd.Exited(0, "", "");
        }, 1000);

        for (int i = 0; i < 200; i++) {
            agents.run(call("a", i));
            agents.run(call("b", i));
        }
        agents.close();

        List<String> inOrder = IntStream.range(0, 200).mapToObj(Integer::toString).toList();
        assertEquals(inOrder, ran.get("a"));
        assertEquals(inOrder, ran.get("b"));
        assertEquals(1, together.get());
    }

    @Test
    void oneThatHangsHoldsUpNoOther() throws InterruptedException {
        var hangs = new CountDownLatch(1);
        var other = new CountDownLatch(1);
        AlertAgents agents = agents((call, cancellation) -> {
            if (call.lane().equals("hangs")) {
                hangs.await();
            } else {
                other.countDown();
            }
            return new ProcessEnd.Exited(0, "", "");
        }, 10);

        agents.run(call("hangs", 1));
        agents.run(call("other", 2));

        assertTrue(other.await(30, TimeUnit.SECONDS));
        hangs.countDown();
        agents.close();
    }

    @Test
    void aFloodCostsNoMoreThanTheRoomOfTheLaneAndTheNewestStay() throws InterruptedException {
        var permits = new Semaphore(0);
        AlertAgents agents = agents(waiting(permits), 3);
        agents.run(call("a", 0));
        oneRuns.await();

        for (int i = 1; i <= 100_000; i++) {
            agents.run(call("a", i));
        }
        permits.release(Integer.MAX_VALUE);
        agents.close();

        assertEquals(List.of("a0", "a99998", "a99999", "a100000"), begun);
        assertEquals(99_997, agents.dropped());
    }

    @Test
    void fewerWaitIfTheyAreLong() throws InterruptedException {
        var permits = new Semaphore(0);
        AlertAgents agents = agents(waiting(permits), 500);
        agents.run(call("a", 0));
        oneRuns.await();

        String text = "x".repeat(300_000);
        for (int i = 1; i <= 50; i++) {
            agents.run(new AlertCall("a", "a", Integer.toString(i), "/a", Duration.ofSeconds(1), new TreeMap<>(Map.of("text", text))));
        }
        permits.release(Integer.MAX_VALUE);
        agents.close();

        assertEquals(List.of("a0", "a48", "a49", "a50"), begun);
        assertEquals(47, agents.dropped());
    }

    @Test
    void aRunnerThatBreaksCostsOneCallOnly() {
        AlertAgents agents = agents((call, cancellation) -> {
            begun.add(call.event());
            if (call.event().equals("1")) {
                throw new IllegalStateException("broken");
            }
            return new ProcessEnd.Exited(0, "", "");
        }, 10);

        agents.run(call("a", 1));
        agents.run(call("a", 2));
        agents.close();

        assertEquals(List.of("1", "2"), begun);
    }

    @Test
    void theEndGivesUpWhatHangsAndForgetsWhatWaitsForIt() throws InterruptedException {
        var agents = new AlertAgents(() -> (call, cancellation) -> {
            begun.add(call.event());
            oneRuns.countDown();
            new CompletableFuture<Void>().acceptEither(cancellation, done -> { }).join();
            return new ProcessEnd.Cancelled(false);
        }, 10, Duration.ofMillis(50));
        agents.run(call("a", 1));
        oneRuns.await();
        agents.run(call("a", 2));

        agents.close();
        agents.run(call("b", 3));

        assertEquals(List.of("1"), begun);
    }
}
