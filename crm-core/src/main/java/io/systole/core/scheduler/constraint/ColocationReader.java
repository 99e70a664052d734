package io.systole.core.scheduler.constraint;

import io.systole.core.cib.Element;
import io.systole.core.option.Score;
import io.systole.core.option.Truth;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.List;

/** Reads {@code rsc_colocation}: two resources, tags, or sets (rules 2:P-401 to 2:P-406). */
final class ColocationReader {
    private final ResourceFinder finder;
    private final List<Colocation> into;

    ColocationReader(ResourceFinder finder, List<Colocation> into) {
        this.finder = finder;
        this.into = into;
    }

    void read(Element constraint) {
        int score = Score.parse(constraint.get("score"), 0);
        if (!constraint.children("resource_set").isEmpty()) {
            readSets(constraint, score);
            return;
        }
        String dependent = constraint.get("rsc");
        String primary = constraint.get("with-rsc");
        if (finder.isTag(dependent) && finder.isTag(primary)) {
            finder.problem(constraint + ": only one side may be a tag or template; the constraint is ignored");
            return;
        }
        Role dependentRole = role(constraint.get("rsc-role"));
        Role primaryRole = role(constraint.get("with-rsc-role"));
        String attribute = constraint.get("node-attribute", Colocation.NODE_NAME);
        for (Resource one : finder.all(constraint, dependent)) {
            for (Resource other : finder.all(constraint, primary)) {
                add(constraint, one, other, dependentRole, primaryRole, score, attribute);
            }
        }
    }

    private static Role role(String name) {
        Role role = Role.parse(name).orElse(Role.UNKNOWN);
        return role == Role.STARTED ? Role.UNKNOWN : role;
    }

    private void add(
            Element constraint, Resource dependent, Resource primary, Role dependentRole, Role primaryRole, int score, String attribute) {
        if (score != 0 && dependent != primary) {
            boolean influence = Truth.parse(constraint.get("influence")).orElse(dependent.settings().critical());
            into.add(new Colocation(constraint.id(), dependent, primary, dependentRole, primaryRole, score, attribute, influence, true));
        }
    }

    private void readSets(Element constraint, int score) {
        Element last = null;
        for (Element set : finder.sets(constraint)) {
            inside(constraint, set, Score.parse(set.get("score"), score));
            if (last != null) {
                between(constraint, last, set, score);
            }
            last = set;
        }
    }

    private static boolean sequential(Element set) {
        return Truth.parse(set.get("sequential"), true);
    }

    private void inside(Element constraint, Element set, int score) {
        if (!sequential(set) || score == 0) {
            return;
        }
        List<Resource> members = finder.members(constraint, set);
        Role role = role(set.get("role"));
        boolean forward = !set.get("ordering", "group").equals("group");
        for (int i = 1; i < members.size(); i++) {
            if (score > 0) {
                Resource dependent = members.get(forward ? i - 1 : i);
                Resource primary = members.get(forward ? i : i - 1);
                add(constraint, dependent, primary, role, role, score, Colocation.NODE_NAME);
            } else {
                for (int j = 0; j < i; j++) {
                    add(constraint, members.get(i), members.get(j), role, role, score, Colocation.NODE_NAME);
                }
            }
        }
    }

    private void between(Element constraint, Element earlier, Element later, int score) {
        List<Resource> dependents = finder.members(constraint, earlier);
        List<Resource> primaries = finder.members(constraint, later);
        if (dependents.isEmpty() || primaries.isEmpty()) {
            return;
        }
        List<Resource> from = sequential(earlier) ? List.of(dependents.getFirst()) : dependents;
        List<Resource> to = sequential(later) ? List.of(primaries.getLast()) : primaries;
        for (Resource dependent : from) {
            for (Resource primary : to) {
                add(constraint, dependent, primary, role(earlier.get("role")), role(later.get("role")), score, Colocation.NODE_NAME);
            }
        }
    }
}
