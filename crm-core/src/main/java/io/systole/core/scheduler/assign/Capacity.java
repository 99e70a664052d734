package io.systole.core.scheduler.assign;

import io.systole.core.scheduler.snapshot.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What is left of the nodes' capacity while places are found (rules 2:P-810, 2:P-812). */
final class Capacity {
    private final List<Map<String, Integer>> free = new ArrayList<>();

    Capacity(List<Node> nodes) {
        nodes.forEach(node -> free.add(new LinkedHashMap<>(node.utilization())));
    }

    /** Takes what a resource needs. */
    void take(Node node, Map<String, Integer> need) {
        need.forEach((name, amount) -> change(node, name, -(long) amount));
    }

    /** Gives back what a resource needed. */
    void giveBack(Node node, Map<String, Integer> need) {
        need.forEach((name, amount) -> change(node, name, amount));
    }

    private void change(Node node, String name, long amount) {
        free.get(node.index()).merge(name, clamp(amount), (old, change) -> clamp((long) old + change));
    }

    private static int clamp(long value) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }

    /** What is left now, by attribute name. */
    Map<String, Integer> free(Node node) {
        return free.get(node.index());
    }

    boolean fits(Node node, Map<String, Integer> need) {
        Map<String, Integer> left = free.get(node.index());
        return need.entrySet().stream().allMatch(entry -> entry.getValue() <= left.getOrDefault(entry.getKey(), 0));
    }

    /** Positive if the first node has more capacity left; not transitive. */
    int compare(Node one, Node other) {
        Map<String, Integer> here = free.get(one.index());
        Map<String, Integer> there = free.get(other.index());
        var names = new TreeSet<>(here.keySet());
        names.addAll(there.keySet());
        return names.stream().mapToInt(name -> Integer.compare(here.getOrDefault(name, 0), there.getOrDefault(name, 0))).sum();
    }

    /** Adds up needs. */
    static void add(Map<String, Integer> sum, Map<String, Integer> need) {
        need.forEach((name, amount) -> sum.merge(name, amount, (one, other) -> clamp((long) one + other)));
    }
}
