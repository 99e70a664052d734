package io.systole.shell.grammar;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads resource sets: a plain run of names is one set; {@code ( )} is not sequential, {@code [ ]} needs only one of its
 * members; a change of role or action begins a new set.
 */
final class SetParser {
    private final Ids ids;
    /** {@code role} or {@code action}: what a colon after a member gives. */
    private final String suffix;

    SetParser(Ids ids, String suffix) {
        this.ids = ids;
        this.suffix = suffix;
    }

    /** True if the members are just two names, so that no sets are needed. */
    static boolean isPair(List<String> members) {
        return members.size() == 2 && members.stream().noneMatch(word -> "()[]".contains(word));
    }

    List<Element> parse(String constraint, List<String> members) {
        var sets = new ArrayList<Element>();
        List<String> words = !members.isEmpty() && members.getFirst().equals("_rsc_set_") ? members.subList(1, members.size()) : members;
        Element open = null;
        String closing = null;
        String suffixValue = null;
        for (String word : words) {
            if (word.equals("(") || word.equals("[")) {
                if (closing != null) {
                    throw new CrmSyntaxException("resource sets of " + constraint + " cannot be nested");
                }
                add(sets, open, constraint);
                closing = word.equals("(") ? ")" : "]";
                open = Element.of("resource_set", "sequential", "false", "require-all", word.equals("[") ? "false" : null);
                suffixValue = null;
            } else if (word.equals(")") || word.equals("]")) {
                if (!word.equals(closing)) {
                    throw new CrmSyntaxException("\"" + word + "\" in " + constraint + " closes nothing");
                }
                add(sets, open, constraint);
                open = null;
                closing = null;
            } else if (word.contains("=")) {
                open = setAttribute(open, word, constraint);
            } else {
                int colon = word.lastIndexOf(':');
                String value = colon < 0 ? null : suffix.equals("role") ? Roles.modern(word.substring(colon + 1))
                        : Roles.action(word.substring(colon + 1));
                boolean fits = open != null && (open.children().isEmpty() || Objects.equals(suffixValue, value));
                if (!fits) {
                    String sequential = open != null && closing != null ? open.get("sequential") : null;
                    String requireAll = open != null && closing != null ? open.get("require-all") : null;
                    add(sets, open, constraint);
                    open = Element.of("resource_set", "sequential", sequential, "require-all", requireAll);
                }
                suffixValue = value;
                open = open.with(suffix, value).plus(Element.of("resource_ref", "id", colon < 0 ? word : word.substring(0, colon)));
            }
        }
        if (closing != null) {
            throw new CrmSyntaxException("a \"" + closing + "\" is missing in " + constraint);
        }
        add(sets, open, constraint);
        return sets;
    }

    private static Element setAttribute(Element open, String word, String constraint) {
        int equals = word.indexOf('=');
        String name = word.substring(0, equals);
        if (open == null || !name.equals("sequential") && !name.equals("require-all")) {
            throw new CrmSyntaxException("\"" + word + "\" in " + constraint + " is no attribute of a resource set");
        }
        String value = word.substring(equals + 1);
        // True is what an absent attribute means, and how the CIB is written.
        return open.with(name, value.equals("true") ? null : value);
    }

    private void add(List<Element> sets, Element set, String constraint) {
        if (set == null) {
            return;
        }
        if (set.children().isEmpty()) {
            throw new CrmSyntaxException("an empty resource set in " + constraint);
        }
        String number = constraint + "-" + sets.size();
        sets.add(set.with("id", ids.make(number)));
    }
}
