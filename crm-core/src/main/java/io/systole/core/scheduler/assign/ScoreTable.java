package io.systole.core.scheduler.assign;

import io.systole.core.option.Score;
import io.systole.core.scheduler.constraint.Location;
import io.systole.core.scheduler.snapshot.Node;
import java.util.List;

/** The score of every node for one resource; a node that is not in the table is not allowed at all (rule 2:P-002). */
final class ScoreTable {
    private final List<Node> nodes;
    private final int[] score;
    private final boolean[] present;
    private final int[] count;
    private final Location.Discovery[] discovery;

    ScoreTable(List<Node> nodes) {
        this.nodes = nodes;
        this.score = new int[nodes.size()];
        this.present = new boolean[nodes.size()];
        this.count = new int[nodes.size()];
        this.discovery = new Location.Discovery[nodes.size()];
    }

    private ScoreTable(ScoreTable other) {
        this.nodes = other.nodes;
        this.score = other.score.clone();
        this.present = other.present.clone();
        this.count = other.count.clone();
        this.discovery = other.discovery.clone();
    }

    ScoreTable copy() {
        return new ScoreTable(this);
    }

    List<Node> nodes() {
        return nodes;
    }

    boolean has(Node node) {
        return present[node.index()];
    }

    /** The score, −INFINITY if the node is not in the table. */
    int get(Node node) {
        return present[node.index()] ? score[node.index()] : -Score.INFINITY;
    }

    /** Sets the score; the node comes into the table if it was not there. */
    void set(Node node, int value) {
        present[node.index()] = true;
        score[node.index()] = value;
    }

    /** Adds to an entry, or makes one from {@code base}. */
    void add(Node node, int value, int base) {
        set(node, Score.add(present[node.index()] ? score[node.index()] : base, value));
    }

    void remove(Node node) {
        present[node.index()] = false;
    }

    int count(Node node) {
        return count[node.index()];
    }

    void count(Node node, int change) {
        count[node.index()] += change;
    }

    void resetCounts() {
        java.util.Arrays.fill(count, 0);
    }

    Location.Discovery discovery(Node node) {
        Location.Discovery mode = discovery[node.index()];
        return mode == null ? Location.Discovery.ALWAYS : mode;
    }

    void raise(Node node, Location.Discovery mode) {
        if (mode.compareTo(discovery(node)) > 0) {
            discovery[node.index()] = mode;
        }
    }

    /** In the table, not banned, and able to take resources. */
    boolean usable(Node node) {
        return has(node) && node.available() && get(node) >= 0;
    }

    boolean anyUsable() {
        for (Node node : nodes) {
            if (usable(node)) {
                return true;
            }
        }
        return false;
    }

    /** Takes over everything from another table. */
    void restore(ScoreTable other) {
        System.arraycopy(other.score, 0, score, 0, score.length);
        System.arraycopy(other.present, 0, present, 0, present.length);
        System.arraycopy(other.count, 0, count, 0, count.length);
        System.arraycopy(other.discovery, 0, discovery, 0, discovery.length);
    }
}
