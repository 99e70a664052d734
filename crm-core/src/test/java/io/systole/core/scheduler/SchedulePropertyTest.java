package io.systole.core.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.scheduler.random.Feature;
import io.systole.core.scheduler.random.RandomCluster;
import io.systole.core.transition.GraphAction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for every cluster, tried on random ones; the test's argument names the seed. */
class SchedulePropertyTest {
    private static final Set<Feature> ALL = EnumSet.allOf(Feature.class);
    /** Without clones: instances that follow something may change places for ever, in Pacemaker as well. */
    private static final Set<Feature> BESIDE_BUNDLES = EnumSet.of(Feature.GROUPS, Feature.LOCATION, Feature.ORDER, Feature.STICKINESS);

    private static final List<SettledRun> FRESH = LongStream.range(0, 120)
            .mapToObj(seed -> SettledRun.of("seed " + seed + ", fresh", RandomCluster.of(seed, RandomCluster.FRESH))).toList();
    private static final List<SettledRun> BUNDLES = LongStream.range(0, 80)
            .mapToObj(seed -> SettledRun.of("seed " + seed + ", bundles", RandomCluster.withBundles(seed, BESIDE_BUNDLES))).toList();
    private static final List<SettledRun> WHOLE = LongStream.range(0, 200)
            .mapToObj(seed -> SettledRun.of("seed " + seed + ", all features", RandomCluster.of(seed, ALL))).toList();

    static Stream<SettledRun> simple() {
        return Stream.of(FRESH, BUNDLES).flatMap(List::stream);
    }

    static Stream<SettledRun> every() {
        return Stream.of(FRESH, BUNDLES, WHOLE).flatMap(List::stream);
    }

    /** What waits for itself can never be done; nothing breaks such a circle (3:G-9). */
    @ParameterizedTest
    @MethodSource("simple")
    void transitionsLeadToAStateThatNeedsNothing(SettledRun run) {
        // A replica that finds no place goes on asking for a start, so that the marks of the clone in its bundle stay.
        List<String> left = run.end().graph().actions()
                .filter(action -> !(action instanceof GraphAction.PseudoAction)).map(GraphAction::label).toList();

        assertTrue(left.isEmpty() || OrderCircles.in(run.cib()), () -> run + ": " + left);
    }

    @ParameterizedTest
    @MethodSource("every")
    void graphsRunInACircleOnlyIfTheOrdersDo(SettledRun run) {
        for (Schedule schedule : run.schedules()) {
            List<String> circle = GraphShape.circles(schedule.graph());
            assertTrue(circle.isEmpty() || OrderCircles.in(run.cib()), () -> run + ": " + circle);
        }
    }

    @ParameterizedTest
    @MethodSource("every")
    void everySynapseHasAWayToFire(SettledRun run) {
        run.schedules().forEach(each -> assertEquals(List.of(), GraphShape.waitingForNothing(each.graph()), run::toString));
        for (int i = 0; i < run.transitions().size(); i++) {
            List<GraphAction> skipped = run.transitions().get(i).skipped();
            assertTrue(skipped.isEmpty() || !GraphShape.circles(run.schedules().get(i).graph()).isEmpty(), () -> run + ": " + skipped);
        }
    }

    /** Also where something is active twice already: it does not become more. */
    @ParameterizedTest
    @MethodSource("every")
    void nothingBecomesActiveTwice(SettledRun run) {
        for (int i = 1; i < run.schedules().size(); i++) {
            Map<String, Integer> before = active(run.schedules().get(i - 1));
            active(run.schedules().get(i)).forEach((id, places) -> assertTrue(places <= Math.max(1, before.getOrDefault(id, 0)),
                    () -> run + ": " + id + " is active on " + places + " nodes"));
        }
    }

    /** On how many nodes each resource with an identity of its own is active; anonymous instances have none. */
    private static Map<String, Integer> active(Schedule schedule) {
        var places = new TreeMap<String, Integer>();
        schedule.snapshot().allResources().filter(each -> each.isPrimitive() && (!each.inClone() || each.unique()))
                .forEach(each -> places.put(each.id(), each.activeOn().size()));
        return places;
    }

    @ParameterizedTest
    @MethodSource("every")
    void whatIsMandatoryHoldsInTheEnd(SettledRun run) {
        if (run.end().graph().isEmpty()) {
            MandatoryHolds.check(run.end(), run.toString());
        }
    }

    @Test
    void mostRunsEndWithNothingLeft() {
        long settled = every().filter(run -> run.end().graph().isEmpty()).count();

        assertTrue(settled > every().count() / 2, () -> "only " + settled + ": what holds in the end is hardly checked");
    }

    @ParameterizedTest
    @MethodSource("every")
    void orderOfUnorderedThingsDoesNotMatter(SettledRun run) {
        Schedule one = run.schedules().getFirst();

        Schedule other = SettledRun.schedule(shuffled(run.cib(), new Random(run.name().hashCode())));

        assertEquals(GraphText.of(one.graph()), GraphText.of(other.graph()), run::toString);
        assertEquals(one.explanations(), other.explanations(), run::toString);
    }

    /**
     * The list of nodes and the states of nodes without history have no order. Where there is history, the order of states numbers the
     * anonymous instances.
     */
    private static Cib shuffled(Cib cib, Random random) {
        boolean history = cib.status().tree().anyMatch(each -> each.is("lrm"));
        Cib nodes = cib.withSection(mixed(cib.section("nodes"), random));
        return history ? nodes : nodes.withStatus(mixed(cib.status(), random));
    }

    private static Element mixed(Element element, Random random) {
        List<Element> children = new ArrayList<>(element.children());
        Collections.shuffle(children, random);
        return element.withChildren(children);
    }
}
