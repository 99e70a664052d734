package io.systole.core.cib.acl;

import io.systole.core.cib.Element;
import io.systole.core.cib.path.CibPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Looks for the first difference between two trees that somebody may not make (C-178): what was there before is judged by
 * the rules on the old tree, what is new by those on the new one. Used once.
 */
final class WriteCheck {
    /** Attributes of the CIB itself that change with every change. */
    private static final List<String> EXEMPT = List.of("epoch", "num_updates", "cib-last-written", "update-origin", "update-client",
            "update-user", "crm-debug-origin");

    private final AclMarks old;
    private final AclMarks fresh;

    WriteCheck(AclMarks old, AclMarks fresh) {
        this.old = old;
        this.fresh = fresh;
    }

    /**
     * Something that is not allowed.
     *
     * @param what the deed, after "may not"
     * @param rule the rule that decides; null if none does
     */
    record Offence(String what, AclRule rule) {}

    Optional<Offence> compare(Element before, Element after) {
        return pair(new Place(before, AclMarks.ROOT, old.at(AclMarks.ROOT, null)),
                new Place(after, AclMarks.ROOT, fresh.at(AclMarks.ROOT, null)), false);
    }

    /** An element of one of the trees, and the rule that decides for it. */
    private record Place(Element element, String key, AclRule rule) {
        Place child(int index, AclMarks marks) {
            String below = AclMarks.child(key, index);
            return new Place(element.children().get(index), below, marks.at(below, rule));
        }
    }

    /** {@code acl}: whether this is among the ACLs themselves. */
    private Optional<Offence> pair(Place oldPlace, Place freshPlace, boolean acl) {
        Element before = oldPlace.element();
        Element after = freshPlace.element();
        AclRule rule = oldPlace.rule();
        if (before == after || before.equals(after)) {
            return Optional.empty();
        }
        var names = new TreeSet<>(before.attributes().keySet());
        names.addAll(after.attributes().keySet());
        for (String name : names) {
            boolean exempt = before.is("cib") && EXEMPT.contains(name);
            if (!exempt && !Objects.equals(before.get(name), after.get(name)) && !writes(rule)) {
                return Optional.of(new Offence("change " + name + " of " + before, rule));
            }
        }
        if (!before.text().equals(after.text()) && !writes(rule)) {
            return Optional.of(new Offence("change the text of " + before, rule));
        }
        return children(oldPlace, freshPlace, acl || before.is("acls"));
    }

    private Optional<Offence> children(Place oldPlace, Place freshPlace, boolean acl) {
        Element before = oldPlace.element();
        Element after = freshPlace.element();
        Map<String, Deque<Integer>> places = new HashMap<>();
        for (int i = 0; i < before.children().size(); i++) {
            places.computeIfAbsent(CibPath.step(before.children().get(i)), step -> new ArrayDeque<>()).add(i);
        }
        var kept = new ArrayList<Integer>();
        for (int i = 0; i < after.children().size(); i++) {
            Element child = after.children().get(i);
            Integer place = places.getOrDefault(CibPath.step(child), new ArrayDeque<>()).poll();
            Optional<Offence> offence = place == null
                    ? created(freshPlace.child(i, fresh), acl)
                    : pair(oldPlace.child(place, old), freshPlace.child(i, fresh), acl);
            if (offence.isPresent()) {
                return offence;
            }
            if (place != null) {
                kept.add(place);
            }
        }
        var stays = new HashSet<>(kept);
        for (int i = 0; i < before.children().size(); i++) {
            if (!stays.contains(i)) {
                Optional<Offence> offence = deleted(oldPlace.child(i, old));
                if (offence.isPresent()) {
                    return offence;
                }
            }
        }
        return kept.equals(kept.stream().sorted().toList()) || writes(oldPlace.rule()) ? Optional.empty()
                : Optional.of(new Offence("change the order of what is in " + before, oldPlace.rule()));
    }

    /** An element with nothing but an id is only a way to what is in it, except among the ACLs themselves. */
    private Optional<Offence> created(Place place, boolean acl) {
        Element element = place.element();
        boolean bare = !acl && element.attributes().keySet().stream().allMatch("id"::equals) && element.text().isEmpty();
        if (!bare && !writes(place.rule())) {
            return Optional.of(new Offence("create " + element, place.rule()));
        }
        for (int i = 0; i < element.children().size(); i++) {
            Optional<Offence> offence = created(place.child(i, fresh), acl || element.is("acls"));
            if (offence.isPresent()) {
                return offence;
            }
        }
        return Optional.empty();
    }

    private Optional<Offence> deleted(Place place) {
        if (!writes(place.rule())) {
            return Optional.of(new Offence("delete " + place.element(), place.rule()));
        }
        for (int i = 0; i < place.element().children().size(); i++) {
            Optional<Offence> offence = deleted(place.child(i, old));
            if (offence.isPresent()) {
                return offence;
            }
        }
        return Optional.empty();
    }

    private static boolean writes(AclRule rule) {
        return rule != null && rule.writes();
    }
}
