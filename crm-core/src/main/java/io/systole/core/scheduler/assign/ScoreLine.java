package io.systole.core.scheduler.assign;

import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One thing that is told while places are found, as it is at that moment (rules 2:P-1001 to 2:P-1008). An attempt that is taken
 * back and made again tells its lines again.
 */
public sealed interface ScoreLine {
    /** True for what people ask for when they ask for scores, false for what is about utilization. */
    default boolean isScore() {
        return this instanceof AllocationScore || this instanceof PromotionScore;
    }

    /**
     * How much a resource wants to be on a node, just before something is placed.
     *
     * @param placing what sort of resource is about to be placed: the resource itself, or the group or clone that holds it
     * @param resource whose score
     * @param node a node in its table
     * @param score the score, infinities as ±1 000 000
     */
    record AllocationScore(Resource.Kind placing, Resource resource, Node node, int score) implements ScoreLine {}

    /**
     * How much an instance of a promotable clone wants to be promoted, told in the order in which they are asked.
     *
     * @param instance a primitive or a group
     * @param node where it will be; empty if nowhere
     * @param score the final score, infinities as ±1 000 000
     */
    record PromotionScore(Resource instance, Optional<Node> node, int score) implements ScoreLine {}

    /**
     * What a node has to give.
     *
     * @param remaining false before anything is placed, true when everything is
     * @param node the node
     * @param free capacity by attribute name, in the order in which it is printed
     */
    record NodeCapacity(boolean remaining, Node node, SequencedMap<String, Integer> free) implements ScoreLine {}

    /**
     * A resource was given a node, and takes its capacity.
     *
     * @param resource a primitive
     * @param node where it goes
     * @param need what it takes, by attribute name, in the order in which it is printed
     */
    record ResourceNeed(Resource resource, Node node, SequencedMap<String, Integer> need) implements ScoreLine {}
}
