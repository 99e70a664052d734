package io.systole.core.cib.delta;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Edit;
import io.systole.core.cib.Element;
import io.systole.core.cib.path.CibPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The difference between the configurations of two CIBs. Unlike a patch it knows what was there before, so it can be undone
 * and read. The status section and the attributes of the CIB itself do not count, except {@code validate-with}.
 *
 * <p>Subtrees that both share ({@code ==}) are not looked into, so the cost is what changed.
 */
public final class Delta {
    private static final String CONFIGURATION = "/cib/configuration";
    private static final String SCHEMA = "validate-with";

    private final List<Edit> edits = new ArrayList<>();

    private Delta() {}

    /** The edits that lead from one configuration to the other; none if they are equal. */
    public static List<Edit> between(Cib before, Cib after) {
        var delta = new Delta();
        delta.attribute("/cib", SCHEMA, before.root().get(SCHEMA), after.root().get(SCHEMA));
        Element from = withSectionsOf(before.configuration(), after.configuration());
        Element to = withSectionsOf(after.configuration(), before.configuration());
        if (!kept(from, to)) {
            delta.edits.add(new Edit.Removed("/cib", 0, before.configuration()));
            delta.edits.add(new Edit.Added("/cib", 0, after.configuration()));
        } else if (!from.equals(to)) {
            delta.pair(from, to, CONFIGURATION);
        }
        return List.copyOf(delta.edits);
    }

    /** The edits that lead back. */
    public static List<Edit> inverse(List<Edit> edits) {
        return edits.stream().map(Edit::inverse).toList();
    }

    /** A section that is not there counts as an empty one: who undoes the first tag does not undo all tags that came later. */
    private static Element withSectionsOf(Element configuration, Element other) {
        Element with = configuration;
        for (Element section : other.children()) {
            if (section.attributes().isEmpty() && section.text().isEmpty() && configuration.child(section.name()).isEmpty()) {
                with = with.plus(Element.of(section.name()));
            }
        }
        return with;
    }

    private void pair(Element from, Element to, String path) {
        var names = new TreeSet<>(from.attributes().keySet());
        names.addAll(to.attributes().keySet());
        names.forEach(name -> attribute(path, name, from.get(name), to.get(name)));
        if (from.children() != to.children()) {
            children(from, to, path);
        }
    }

    private void attribute(String path, String name, String from, String to) {
        if (!Optional.ofNullable(from).equals(Optional.ofNullable(to))) {
            edits.add(new Edit.Altered(path, name, Optional.ofNullable(from), Optional.ofNullable(to)));
        }
    }

    private void children(Element from, Element to, String path) {
        Map<String, Element> old = byStep(from);
        Map<String, Element> fresh = byStep(to);
        var stay = from.children().stream().filter(child -> kept(child, fresh.get(CibPath.step(child)))).map(CibPath::step).toList();
        var stayed = to.children().stream().filter(child -> kept(old.get(CibPath.step(child)), child)).map(CibPath::step).toList();
        for (int i = 0; i < from.children().size(); i++) {
            Element child = from.children().get(i);
            if (!kept(child, fresh.get(CibPath.step(child)))) {
                edits.add(new Edit.Removed(path, i, child));
            }
        }
        if (!stay.equals(stayed)) {
            edits.add(new Edit.Reordered(path, stay, stayed));
        }
        for (int i = 0; i < to.children().size(); i++) {
            Element child = to.children().get(i);
            Element before = old.get(CibPath.step(child));
            if (!kept(before, child)) {
                edits.add(new Edit.Added(path, i, child));
            } else if (!before.equals(child)) {
                pair(before, child, path + CibPath.step(child));
            }
        }
    }

    /** True if the element goes on and only what is in it may differ; where children cannot be told apart it is exchanged whole. */
    private static boolean kept(Element before, Element after) {
        return before != null && after != null && before.text().equals(after.text())
                && (before == after || distinct(before) && distinct(after) || before.equals(after));
    }

    /** True if a path step tells each child from the others: by its id, or, without one, by a tag that no other has. */
    private static boolean distinct(Element element) {
        var steps = new HashSet<String>();
        var tags = new HashMap<String, Integer>();
        element.children().forEach(child -> tags.merge(child.name(), 1, Integer::sum));
        return element.children().stream().allMatch(child -> steps.add(CibPath.step(child))
                && (child.id() != null || tags.get(child.name()) == 1));
    }

    private static Map<String, Element> byStep(Element parent) {
        var children = new HashMap<String, Element>();
        parent.children().forEach(child -> children.put(CibPath.step(child), child));
        return children;
    }
}
