package io.systole.core.scheduler.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** All chance of one random cluster, and which features it may have. Confined to one thread. */
final class Dice {
    private final Random random;
    private final Set<Feature> features;
    private int next;

    Dice(long seed, Set<Feature> features) {
        this.random = new Random(seed);
        this.features = features;
    }

    /** True if the cluster shows this feature at all. */
    boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** True once in {@code times}. */
    boolean once(int times) {
        return random.nextInt(times) == 0;
    }

    /** True once in {@code times} if the cluster has the feature; the dice are thrown in any case. */
    boolean once(int times, Feature feature) {
        return once(times) && has(feature);
    }

    /** A number between two, both included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    @SafeVarargs
    final <T> T any(T... values) {
        return values[random.nextInt(values.length)];
    }

    <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** So many different ones, in random order; fewer if there are not so many. */
    <T> List<T> some(int count, List<T> values) {
        var left = new ArrayList<>(values);
        var chosen = new ArrayList<T>();
        while (chosen.size() < count && !left.isEmpty()) {
            chosen.add(left.remove(random.nextInt(left.size())));
        }
        return chosen;
    }

    /** An id that nothing else in the cluster has. */
    String id(String prefix) {
        return prefix + next++;
    }

    String truth() {
        return any("true", "false");
    }

    String score() {
        return switch (between(0, 5)) {
            case 0 -> "INFINITY";
            case 1 -> "-INFINITY";
            default -> Integer.toString(between(-20, 40) * 5);
        };
    }
}
