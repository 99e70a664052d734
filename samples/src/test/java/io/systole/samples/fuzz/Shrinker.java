package io.systole.samples.fuzz;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Makes a cluster as small as it can be while something still holds for it: leaves out elements, then attributes, until nothing can go. */
final class Shrinker {
    /** Elements of which every attribute matters; without one of them they mean something that no cluster writes. */
    private static final Set<String> KEPT = Set.of("cib", "node", "node_state", "nvpair", "lrm_resource", "lrm_rsc_op");

    private final Predicate<Cib> holds;
    private int trials;

    Shrinker(Predicate<Cib> holds, int trials) {
        this.holds = holds;
        this.trials = trials;
    }

    Cib shrink(Cib cib) {
        Element smallest = cib.root();
        Element before;
        do {
            before = smallest;
            smallest = smaller(smallest, List.of());
        } while (smallest != before && trials > 0);
        return Cib.of(smallest);
    }

    /** Tries every child of the element at this path from the root, the last first. */
    private Element smaller(Element root, List<Integer> path) {
        Element current = root;
        for (int i = at(current, path).children().size() - 1; i >= 0; i--) {
            Element parent = at(current, path);
            Element without = put(current, path, parent.minus(parent.children().get(i)));
            if (trial(without)) {
                current = without;
            } else {
                current = smaller(current, append(path, i));
            }
        }
        return path.isEmpty() ? current : fewerAttributes(current, path);
    }

    private Element fewerAttributes(Element root, List<Integer> path) {
        Element current = root;
        if (KEPT.contains(at(root, path).name())) {
            return current;
        }
        for (String name : List.copyOf(at(root, path).attributes().keySet())) {
            var attributes = new LinkedHashMap<>(at(current, path).attributes());
            attributes.remove(name);
            Element without = put(current, path, at(current, path).withAttributes(attributes));
            if (!name.equals("id") && trial(without)) {
                current = without;
            }
        }
        return current;
    }

    private boolean trial(Element root) {
        return trials-- > 0 && holds.test(Cib.of(root));
    }

    private static Element at(Element root, List<Integer> path) {
        Element element = root;
        for (int index : path) {
            element = element.children().get(index);
        }
        return element;
    }

    private static Element put(Element root, List<Integer> path, Element element) {
        if (path.isEmpty()) {
            return element;
        }
        Element child = root.children().get(path.getFirst());
        return root.replacing(child, put(child, path.subList(1, path.size()), element));
    }

    private static List<Integer> append(List<Integer> path, int index) {
        var longer = new ArrayList<>(path);
        longer.add(index);
        return longer;
    }
}
