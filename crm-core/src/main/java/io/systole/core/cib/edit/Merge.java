package io.systole.core.cib.edit;

import io.systole.core.cib.Element;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Merging of an update into an element: attributes overwrite, children are matched by tag and id (or id-ref), missing ones
 * are added; nothing is ever removed.
 */
final class Merge {
    private static final long INFINITY = 1_000_000;

    private Merge() {}

    static Element into(Element target, Element update) {
        Element merged = target;
        for (Map.Entry<String, String> attribute : update.attributes().entrySet()) {
            String name = attribute.getKey();
            merged = merged.with(name, counted(target, name, attribute.getValue()));
        }
        if (!update.text().isEmpty() && !update.text().equals(merged.text())) {
            merged = merged.withText(update.text());
        }
        for (Element child : update.children()) {
            Optional<Element> same = merged.children().stream().filter(each -> same(each, child)).findFirst();
            if (same.isEmpty()) {
                merged = merged.plus(child);
            } else {
                Element mergedChild = into(same.get(), child);
                merged = mergedChild == same.get() ? merged : merged.replacing(same.get(), mergedChild);
            }
        }
        return merged;
    }

    private static boolean same(Element one, Element other) {
        return one.is(other.name()) && Objects.equals(one.id(), other.id()) && Objects.equals(one.get("id-ref"), other.get("id-ref"));
    }

    /** {@code value="value++"} and {@code value="value+=5"} count from the old value (C-153). */
    private static String counted(Element target, String name, String value) {
        if (!value.startsWith(name + "+") || value.length() < name.length() + 2) {
            return value;
        }
        String step = value.substring(name.length());
        if (!step.equals("++") && !step.matches("\\+=-?\\d{1,9}")) {
            return value;
        }
        long sum = number(target.get(name, "0")) + (step.equals("++") ? 1 : Long.parseLong(step.substring(2)));
        // The three version numbers of the CIB are no scores and have no such limit.
        return Long.toString(target.is("cib") ? sum : Math.clamp(sum, -INFINITY, INFINITY));
    }

    private static long number(String old) {
        return switch (old) {
            case "INFINITY", "+INFINITY" -> INFINITY;
            case "-INFINITY" -> -INFINITY;
            default -> old.matches("[+-]?\\d{1,18}") ? Long.parseLong(old) : 0;
        };
    }
}
