package io.systole.core.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The resources of a generated cluster, what they want of each other, and where each runs. Every seventh of those at top level
 * is a group of three. A wish always points to something earlier, so there are no circles.
 */
final class ClusterLayout {
    /** How far back a wish reaches: services depend on their neighbours. */
    private static final int NEIGHBOURHOOD = 50;
    private static final int GROUP = 3;

    private final List<Top> tops = new ArrayList<>();

    ClusterLayout(ClusterShape shape) {
        var random = new Random(shape.nodes() * 1_000_003L + shape.resources());
        var load = new int[shape.nodes()];
        int made = 0;
        while (made < shape.resources()) {
            int size = tops.size() % 7 == 6 && shape.resources() - made >= GROUP ? GROUP : 1;
            Top top = top(made, size, shape.nodes(), random, load);
            tops.add(top);
            load[top.home] += size;
            made += size;
        }
    }

    List<Top> tops() {
        return tops;
    }

    private Top top(int first, int size, int nodes, Random random, int[] load) {
        var members = new ArrayList<String>();
        for (int i = 0; i < size; i++) {
            members.add("srv" + (first + i));
        }
        int likes = random.nextInt(100) < 30 ? random.nextInt(nodes) : -1;
        int zone = random.nextInt(100) < 8 ? random.nextInt(4) : -1;
        Top near = earlier(random, 20);
        boolean apart = random.nextInt(5) == 0 && nodes > 1;
        Top after = earlier(random, 20);
        boolean optional = random.nextInt(4) == 0;
        int home = home(likes, near, apart, load);
        return new Top(size > 1 ? "set" + tops.size() : members.getFirst(), members, likes, zone, near, apart, after, optional, home);
    }

    private Top earlier(Random random, int percent) {
        int back = 1 + random.nextInt(NEIGHBOURHOOD);
        return random.nextInt(100) < percent && back <= tops.size() ? tops.get(tops.size() - back) : null;
    }

    /** Where a scheduler would have put it, more or less: a running cluster must not want to move half of what it has. */
    private static int home(int likes, Top near, boolean apart, int[] load) {
        if (near != null && !apart) {
            return near.home;
        }
        int banned = near == null ? -1 : near.home;
        if (likes >= 0 && likes != banned) {
            return likes;
        }
        int[] order = load.clone();
        if (banned >= 0) {
            order[banned] = Integer.MAX_VALUE;
        }
        int least = Arrays.stream(order).min().orElseThrow();
        int at = 0;
        while (order[at] != least) {
            at++;
        }
        return at;
    }

    /**
     * A primitive or a group at top level.
     *
     * @param id its id
     * @param members its primitives; itself if it is one
     * @param likes a node it prefers, −1 for none
     * @param zone a zone it prefers by a rule, −1 for none
     * @param near what it must be with; null for nothing
     * @param apart that it must be anywhere but with {@code near}
     * @param after what is started before it; null for nothing
     * @param optional that this order matters only if both act
     * @param home the node it runs on
     */
    record Top(String id, List<String> members, int likes, int zone, Top near, boolean apart, Top after, boolean optional, int home) {
        boolean group() {
            return members.size() > 1;
        }
    }
}
