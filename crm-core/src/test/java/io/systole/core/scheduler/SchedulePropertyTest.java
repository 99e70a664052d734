package io.systole.core.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.scheduler.order.GraphXml;
import io.systole.core.scheduler.reason.Sentence;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.simulate.TransitionSimulator;
import io.systole.core.transition.GraphAction;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for every cluster, tried on random ones; the seed is the test's argument. */
class SchedulePropertyTest {
    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    /** Actions that a random cluster still wants after some transitions; there may be none after at most four. */
    @ParameterizedTest
    @MethodSource("seeds")
    void transitionsLeadToAStateThatNeedsNothing(long seed) {
        assertEquals("", GraphText.of(settled(new RandomCluster(seed).cib(), seed).graph()), "seed " + seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void clustersWithBundlesNeedNothingButMarksInTheEnd(long seed) {
        List<String> left = settled(RandomCluster.withBundles(seed).cib(), seed).graph().actions()
                .filter(action -> !(action instanceof GraphAction.PseudoAction)).map(GraphAction::label).toList();

        // A replica that finds no place goes on asking for a start, so that the marks of the clone in its bundle stay.
        assertEquals(List.of(), left, "seed " + seed);
    }

    private static Schedule settled(Cib begin, long seed) {
        Cib cib = begin;
        Schedule schedule = Scheduler.schedule(cib, RandomCluster.NOW, ZoneOffset.UTC);
        for (int i = 0; i < 4 && !schedule.graph().isEmpty(); i++) {
            TransitionSimulator.Result result = TransitionSimulator.run(cib, schedule.graph(), RandomCluster.NOW);
            assertTrue(result.skipped().isEmpty(), () -> "seed " + seed + ": never fired: " + result.skipped());
            cib = result.cib();
            schedule = Scheduler.schedule(cib, RandomCluster.NOW, ZoneOffset.UTC);
        }
        return schedule;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsActiveTwiceAndMandatoryConstraintsHold(long seed) {
        Cib cib = new RandomCluster(seed).cib();

        Schedule schedule = Scheduler.schedule(cib, RandomCluster.NOW, ZoneOffset.UTC);
        Cib after = TransitionSimulator.run(cib, schedule.graph(), RandomCluster.NOW).cib();

        Schedule settled = Scheduler.schedule(after, RandomCluster.NOW, ZoneOffset.UTC);
        settled.snapshot().allResources().filter(Resource::isPrimitive).forEach(resource ->
                assertTrue(resource.activeOn().size() <= 1, "seed " + seed + ": " + resource + " on " + resource.activeOn()));
        settled.placements().constraints().locations().forEach(location -> location.scores().forEach((node, score) -> {
            if (score <= -1_000_000) {
                location.resource().leaves().forEach(leaf -> assertTrue(!leaf.activeOn().contains(node),
                        "seed " + seed + ": " + leaf + " runs on " + node + " against " + Sentence.of(location.reason())));
            }
        }));
        settled.placements().constraints().colocations().stream()
                .filter(each -> each.mandatory() && each.dependent().isPrimitive() && each.primary().isPrimitive())
                .filter(each -> !each.dependent().activeOn().isEmpty() && !each.primary().activeOn().isEmpty())
                .forEach(each -> assertEquals(each.primary().activeOn(), each.dependent().activeOn(), "seed " + seed + ": " + each.id()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void orderOfUnorderedThingsDoesNotMatter(long seed) {
        Cib cib = new RandomCluster(seed).cib();

        Cib shuffled = shuffled(cib, new Random(seed));

        Schedule one = Scheduler.schedule(cib, RandomCluster.NOW, ZoneOffset.UTC);
        Schedule other = Scheduler.schedule(shuffled, RandomCluster.NOW, ZoneOffset.UTC);
        assertEquals(GraphText.of(one.graph()), GraphText.of(other.graph()), "seed " + seed);
        assertEquals(one.explanations(), other.explanations(), "seed " + seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameInputGivesTheSameBytes(long seed) {
        Cib cib = new RandomCluster(seed).cib();

        Schedule one = Scheduler.schedule(cib, RandomCluster.NOW, ZoneOffset.UTC);
        Schedule other = Scheduler.schedule(
                Cib.of(cib.root().withChildren(cib.root().children())), RandomCluster.NOW, ZoneOffset.UTC);

        assertEquals(CibWriter.text(GraphXml.of(one.plan(), one.graph())), CibWriter.text(GraphXml.of(other.plan(), other.graph())));
        assertEquals(one.snapshot().nodes().stream().map(Node::stateText).toList(),
                other.snapshot().nodes().stream().map(Node::stateText).toList());
    }

    /** Nodes and node states have no order. */
    private static Cib shuffled(Cib cib, Random random) {
        return cib.withStatus(mixed(cib.status(), random)).withSection(mixed(cib.section("nodes"), random));
    }

    private static Element mixed(Element element, Random random) {
        List<Element> children = new ArrayList<>(element.children());
        Collections.shuffle(children, random);
        return element.withChildren(children);
    }
}
