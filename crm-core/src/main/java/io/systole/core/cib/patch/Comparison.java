package io.systole.core.cib.patch;

import io.systole.core.cib.Element;
import io.systole.core.cib.path.CibPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/** One walk over two trees that collects the changes between them; used once. */
final class Comparison {
    private final List<Element> deletes = new ArrayList<>();
    private final List<Element> others = new ArrayList<>();

    /** Deletions in document order of the old tree. */
    List<Element> deletes() {
        return deletes;
    }

    /** Modifications, creations and moves in document order of the new tree. */
    List<Element> others() {
        return others;
    }

    void compare(Element from, Element to) {
        pair(from, to, CibPath.step(to.withAttributes(new LinkedHashMap<>())));
    }

    private void pair(Element from, Element to, String path) {
        if (from == to) {
            return;
        }
        modify(from, to, path);
        if (from.children() == to.children()) {
            return;
        }
        int only = onlyChanged(from.children(), to.children());
        if (only >= 0) {
            Element child = to.children().get(only);
            pair(from.children().get(only), child, path + CibPath.step(child));
            return;
        }
        Siblings siblings = Siblings.match(from.children(), to.children());
        for (int gone : siblings.gone()) {
            deletes.add(change("delete", path + siblings.step(from.children().get(gone))));
        }
        for (int position = 0; position < to.children().size(); position++) {
            Element child = to.children().get(position);
            switch (siblings.fate(position)) {
                case Siblings.Created() ->
                    others.add(change("create", path).with("position", Integer.toString(position)).plus(child));
                case Siblings.Kept(int old, boolean moved) -> {
                    String childPath = path + CibPath.step(child);
                    if (moved) {
                        others.add(change("move", childPath).with("position", Integer.toString(position)));
                    }
                    pair(from.children().get(old), child, childPath);
                }
            }
        }
    }

    /**
     * The place of the one child that is not the same object in both lists, if it is the same in both to a path; −1 if it is not so
     * simple. Nearly all changes of a living cluster are that simple.
     */
    private static int onlyChanged(List<Element> from, List<Element> to) {
        if (from.size() != to.size()) {
            return -1;
        }
        int only = -1;
        for (int i = 0; i < to.size(); i++) {
            if (from.get(i) != to.get(i)) {
                if (only >= 0) {
                    return -1;
                }
                only = i;
            }
        }
        if (only < 0 || !from.get(only).is(to.get(only).name()) || !Objects.equals(from.get(only).id(), to.get(only).id())) {
            return -1;
        }
        Element changed = to.get(only);
        for (Element sibling : to) {
            boolean distinct = sibling == changed || !sibling.is(changed.name())
                    || changed.id() != null && sibling.id() != null && !sibling.id().equals(changed.id());
            if (!distinct) {
                return -1;
            }
        }
        return only;
    }

    private void modify(Element from, Element to, String path) {
        if (from.sameAttributes(to) && from.text().equals(to.text())) {
            return;
        }
        var details = new ArrayList<Element>();
        from.attributes().keySet().stream().filter(name -> to.get(name) == null)
                .forEach(name -> details.add(Element.of("change-attr", "name", name, "operation", "unset")));
        to.attributes().forEach((name, value) -> {
            if (!value.equals(from.get(name))) {
                details.add(Element.of("change-attr", "name", name, "operation", "set", "value", value));
            }
        });
        Element result = to.withChildren(List.of());
        others.add(change("modify", path)
                .plus(Element.of("change-list").withChildren(details))
                .plus(Element.of("change-result").plus(result)));
    }

    private static Element change(String operation, String path) {
        return Element.of("change", "operation", operation, "path", path);
    }
}
