package io.systole.shell.grammar;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares an object that was read from text with the one it came from or will replace. */
final class Likeness {
    private Likeness() {}

    /**
     * The fresh object with the ids of the old one wherever its own were made up and the parts correspond; the old object
     * itself if there is no difference that matters.
     */
    static Element adopt(Element fresh, Set<String> made, Element old) {
        Element adopted = withIds(fresh, made, old);
        if (normal(adopted).equals(normal(old))) {
            return old;
        }
        var seen = new HashSet<String>();
        boolean unique = adopted.tree().filter(each -> each.id() != null && !isReference(each)).allMatch(each -> seen.add(each.id()));
        return unique ? adopted : fresh;
    }

    /** True if both mean the same and no id would change that the user can see. */
    static boolean same(Element fresh, Set<String> made, Element old) {
        return normal(withIds(fresh, made, old)).equals(normal(old));
    }

    private static Element withIds(Element fresh, Set<String> made, Element old) {
        var left = new ArrayList<>(old.children());
        var children = new ArrayList<Element>();
        for (Element child : fresh.children()) {
            Element match = left.stream().filter(each -> each.is(child.name()) && key(each).equals(key(child))).findFirst().orElse(null);
            if (match == null) {
                children.add(child);
                continue;
            }
            left.remove(match);
            boolean replace = child.id() != null && made.contains(child.id()) && match.id() != null;
            children.add(withIds(replace ? child.with("id", match.id()) : child, made, match));
        }
        return fresh.withChildren(children);
    }

    /** What makes a part of an object correspond to a part of another; parts without a key correspond in their order. */
    private static String key(Element element) {
        return switch (element.name()) {
            case "nvpair" -> element.get("name", "") + "|" + element.get("id-ref", "");
            case "op" -> element.get("name", "") + "|" + element.get("interval", "0s") + "|" + element.get("role", "");
            case "primitive", "group", "resource_ref", "obj_ref", "role" -> element.get("id", "");
            default -> "";
        };
    }

    private static boolean isReference(Element element) {
        return List.of("resource_ref", "obj_ref", "role").contains(element.name());
    }

    /** Without what makes no difference: spelled out defaults and older words. */
    private static Element normal(Element element) {
        Element result = switch (element.name()) {
            case "rule" -> "and".equals(element.get("boolean-op")) ? element.with("boolean-op", null) : element;
            case "resource_set" -> plain(plain(element, "sequential"), "require-all");
            case "op" -> element.get("interval") == null ? element.with("interval", "0s") : element;
            case "rsc_order" -> kind(element);
            case "group", "clone", "master" -> membersLast(element);
            default -> element;
        };
        for (String role : List.of("role", "rsc-role", "with-rsc-role")) {
            String value = result.get(role, "");
            result = value.equalsIgnoreCase("Master") ? result.with(role, "Promoted")
                    : value.equalsIgnoreCase("Slave") ? result.with(role, "Unpromoted") : result;
        }
        String score = result.get("score");
        result = score == null ? result : result.with("score", Score.toXml(score));
        return result.withChildren(result.children().stream().map(Likeness::normal).toList());
    }

    private static Element membersLast(Element container) {
        var children = new ArrayList<>(container.children());
        children.sort(Comparator.comparing(child -> child.is("primitive") || child.is("group")));
        return container.withChildren(children);
    }

    private static Element plain(Element set, String attribute) {
        return "true".equals(set.get(attribute)) ? set.with(attribute, null) : set;
    }

    private static Element kind(Element order) {
        String score = order.get("score");
        return score == null || order.get("kind") != null
                ? order
                : order.with("score", null).with("kind", Score.toXml(score).equals("0") ? "Optional" : "Mandatory");
    }
}
