package io.systole.core.cib.patch;

import io.systole.core.cib.Element;
import io.systole.core.cib.path.CibPath;
import io.systole.core.cib.xml.CibWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which child of an old version is which child of the new one.
 *
 * <p>Children are the same if a path step can tell them from their siblings: tag and id, or the tag alone if there is only
 * one of it. Children that no path can tell apart (several of a tag, some without id) are kept together if none of them changed
 * or moved, else all of them are deleted and created anew.
 */
final class Siblings {
    private final List<Element> from;
    private final List<Element> to;
    /** For each new child the number of the old one, or -1. */
    private final int[] old;
    private final Set<String> ambiguousTags = new HashSet<>();
    private Set<Integer> staying = Set.of();

    private Siblings(List<Element> from, List<Element> to) {
        this.from = from;
        this.to = to;
        this.old = new int[to.size()];
    }

    static Siblings match(List<Element> from, List<Element> to) {
        var siblings = new Siblings(from, to);
        siblings.match();
        return siblings;
    }

    /** What happens at this position of the new children. */
    Fate fate(int position) {
        return old[position] < 0 ? new Created() : new Kept(old[position], !staying.contains(position));
    }

    /** The old children that are to be deleted, in order. */
    List<Integer> gone() {
        var kept = new HashSet<Integer>();
        for (int number : old) {
            kept.add(number);
        }
        var gone = new ArrayList<Integer>();
        for (int i = 0; i < from.size(); i++) {
            if (!kept.contains(i)) {
                gone.add(i);
            }
        }
        return gone;
    }

    /** The step to the first old child like this one; those that cannot be told apart are deleted by tag, one after the other. */
    String step(Element child) {
        return ambiguousTags.contains(child.name()) ? "/" + child.name() : CibPath.step(child);
    }

    private void match() {
        Map<String, List<Integer>> before = byTag(from);
        Map<String, List<Integer>> after = byTag(to);
        Arrays.fill(old, -1);
        after.forEach((tag, positions) -> {
            List<Integer> candidates = before.getOrDefault(tag, List.of());
            if (ambiguous(candidates, positions)) {
                ambiguousTags.add(tag);
                pairUnchanged(candidates, positions);
            } else {
                pairByStep(candidates, positions);
            }
        });
        before.forEach((tag, candidates) -> {
            if (!after.containsKey(tag) && ambiguous(candidates, List.of())) {
                ambiguousTags.add(tag);
            }
        });
        staying = LongestRun.of(old);
        while (separateMoved()) {
            staying = LongestRun.of(old);
        }
    }

    private static Map<String, List<Integer>> byTag(List<Element> children) {
        var byTag = new LinkedHashMap<String, List<Integer>>();
        for (int i = 0; i < children.size(); i++) {
            byTag.computeIfAbsent(children.get(i).name(), tag -> new ArrayList<>()).add(i);
        }
        return byTag;
    }

    private boolean ambiguous(List<Integer> before, List<Integer> after) {
        return indistinct(from, before) || indistinct(to, after)
                || (before.size() > 1 || after.size() > 1) && (anonymous(from, before) || anonymous(to, after));
    }

    private static boolean indistinct(List<Element> children, List<Integer> numbers) {
        return numbers.size() > 1 && (anonymous(children, numbers)
                || numbers.stream().map(i -> children.get(i).id()).distinct().count() < numbers.size());
    }

    private static boolean anonymous(List<Element> children, List<Integer> numbers) {
        return numbers.stream().anyMatch(i -> children.get(i).id() == null);
    }

    private void pairUnchanged(List<Integer> candidates, List<Integer> positions) {
        // Compared as text, since the order of attributes counts too and could not be patched here.
        boolean unchanged = candidates.stream().map(from::get).map(CibWriter::line).toList()
                .equals(positions.stream().map(to::get).map(CibWriter::line).toList());
        for (int i = 0; unchanged && i < positions.size(); i++) {
            old[positions.get(i)] = candidates.get(i);
        }
    }

    private void pairByStep(List<Integer> candidates, List<Integer> positions) {
        var bySteps = new HashMap<String, Integer>();
        candidates.forEach(i -> bySteps.put(CibPath.step(from.get(i)), i));
        for (int position : positions) {
            old[position] = bySteps.getOrDefault(CibPath.step(to.get(position)), -1);
        }
    }

    /** A child that cannot be addressed cannot be moved: its whole tag is made anew. True if that was necessary. */
    private boolean separateMoved() {
        for (int position = 0; position < to.size(); position++) {
            String tag = to.get(position).name();
            if (old[position] >= 0 && !staying.contains(position) && ambiguousTags.contains(tag)) {
                for (int i = 0; i < to.size(); i++) {
                    if (to.get(i).is(tag)) {
                        old[i] = -1;
                    }
                }
                return true;
            }
        }
        return false;
    }

    /** What happens at one position of the new children. */
    sealed interface Fate {}

    /** There was nothing like it before. */
    record Created() implements Fate {}

    /** It was there, maybe at another place in the order. */
    record Kept(int old, boolean moved) implements Fate {}
}
