package io.systole.core.scheduler.constraint;

import static io.systole.core.scheduler.constraint.OrderProperty.ASYMMETRIC;
import static io.systole.core.scheduler.constraint.OrderProperty.BLOCKS;
import static io.systole.core.scheduler.constraint.OrderProperty.ENOUGH;
import static io.systole.core.scheduler.constraint.OrderProperty.FIRST_REQUIRES_THEN;
import static io.systole.core.scheduler.constraint.OrderProperty.FIRST_SHOWS_THEN;
import static io.systole.core.scheduler.constraint.OrderProperty.ORDERED;
import static io.systole.core.scheduler.constraint.OrderProperty.SERIALIZED;
import static io.systole.core.scheduler.constraint.OrderProperty.THEN_REQUIRES_FIRST;

import io.systole.core.cib.Element;
import io.systole.core.option.Score;
import io.systole.core.option.Truth;
import io.systole.core.scheduler.constraint.OrderPair.End;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code rsc_order}: two resources, tags, or sets (rules 3:O-25 to 3:O-33). */
final class OrderReader {
    private final ResourceFinder finder;
    private final List<OrderPair> into;

    OrderReader(ResourceFinder finder, List<OrderPair> into) {
        this.finder = finder;
        this.into = into;
    }

    private enum Kind {
        OPTIONAL,
        MANDATORY,
        SERIALIZE
    }

    void read(Element constraint) {
        if (!constraint.children("resource_set").isEmpty()) {
            readSets(constraint);
            return;
        }
        String firstTask = constraint.get("first-action", "start");
        String thenTask = constraint.get("then-action", firstTask);
        String first = constraint.get("first");
        String then = constraint.get("then");
        Kind kind = kind(constraint);
        boolean symmetric = symmetric(constraint, constraint, kind);
        if (finder.isTag(first) || finder.isTag(then)) {
            for (Resource one : finder.all(constraint, first)) {
                for (Resource other : finder.all(constraint, then)) {
                    pair(constraint, one, firstTask, other, thenTask, kind, symmetric);
                }
            }
            return;
        }
        Optional<Resource> one = finder.one(constraint, first);
        Optional<Resource> other = finder.one(constraint, then);
        if (one.isPresent() && other.isPresent()) {
            minimum(constraint, one.get(), firstTask, other.get(), thenTask, kind, symmetric);
        }
    }

    private static Kind kind(Element element) {
        String kind = element.get("kind");
        if (kind == null && element.get("score") != null) {
            return Score.parse(element.get("score"), 0) == 0 ? Kind.OPTIONAL : Kind.MANDATORY;
        }
        return switch (kind == null ? "mandatory" : kind.toLowerCase(Locale.ROOT)) {
            case "optional" -> Kind.OPTIONAL;
            case "serialize" -> Kind.SERIALIZE;
            default -> Kind.MANDATORY;
        };
    }

    private static boolean symmetric(Element element, Element fallback, Kind kind) {
        boolean given = Truth.parse(element.get("symmetrical", fallback.get("symmetrical"))).orElse(kind != Kind.SERIALIZE);
        return given && kind != Kind.SERIALIZE;
    }

    private static Set<OrderProperty> forward(Kind kind, boolean symmetric, String firstTask) {
        return switch (kind) {
            case OPTIONAL -> EnumSet.of(ORDERED);
            case SERIALIZE -> EnumSet.of(SERIALIZED);
            case MANDATORY -> {
                if (!symmetric) {
                    yield EnumSet.of(ORDERED, ASYMMETRIC);
                }
                var properties = EnumSet.of(ORDERED, FIRST_REQUIRES_THEN);
                if (Set.of("start", "promote", "migrate_from").contains(firstTask)) {
                    properties.add(BLOCKS);
                }
                yield properties;
            }
        };
    }

    private static Set<OrderProperty> inverse(Kind kind) {
        return kind == Kind.MANDATORY ? EnumSet.of(ORDERED, THEN_REQUIRES_FIRST) : EnumSet.of(ORDERED);
    }

    private static Optional<String> inverted(String task) {
        return switch (task) {
            case "start" -> Optional.of("stop");
            case "stop" -> Optional.of("start");
            case "promote" -> Optional.of("demote");
            case "demote" -> Optional.of("promote");
            default -> Optional.empty();
        };
    }

    private void emit(Element constraint, End first, End then, Set<OrderProperty> properties) {
        into.add(new OrderPair(constraint.id(), first, then, properties));
    }

    private void pair(Element constraint, Resource first, String firstTask, Resource then, String thenTask, Kind kind, boolean symmetric) {
        emit(constraint, new End.Task(first, firstTask), new End.Task(then, thenTask), forward(kind, symmetric, firstTask));
        if (symmetric) {
            invert(constraint, first, firstTask, then, thenTask, kind);
        }
    }

    private void invert(Element constraint, Resource first, String firstTask, Resource then, String thenTask, Kind kind) {
        Optional<String> one = inverted(thenTask);
        Optional<String> other = inverted(firstTask);
        if (one.isEmpty() || other.isEmpty()) {
            finder.problem(constraint + ": action " + firstTask + " or " + thenTask + " has no inverse; set symmetrical=\"false\"");
            return;
        }
        emit(constraint, new End.Task(then, one.get()), new End.Task(first, other.get()), inverse(kind));
    }

    /** Rule 3:O-30: enough instances of a clone. */
    private void minimum(
            Element constraint, Resource first, String firstTask, Resource then, String thenTask, Kind kind, boolean symmetric) {
        int enough = !first.isClone() ? 0 : first.cloneSettings().min() > 0 ? first.cloneSettings().min()
                : Truth.parse(constraint.get("require-all"), true) ? 0 : 1;
        if (enough == 0) {
            pair(constraint, first, firstTask, then, thenTask, kind, symmetric);
            return;
        }
        var gate = new End.Gate("clone-one-or-more:" + constraint.id(), enough);
        for (Resource instance : first.children()) {
            emit(constraint, new End.Task(instance, firstTask), gate, EnumSet.of(ENOUGH, FIRST_SHOWS_THEN));
        }
        var properties = EnumSet.copyOf(forward(kind, symmetric, firstTask));
        properties.add(BLOCKS);
        emit(constraint, gate, new End.Task(then, thenTask), properties);
        if (symmetric) {
            invert(constraint, first, firstTask, then, thenTask, kind);
        }
    }

    private void readSets(Element constraint) {
        Kind kind = kind(constraint);
        boolean symmetric = symmetric(constraint, constraint, kind);
        Element last = null;
        for (Element set : finder.sets(constraint)) {
            inside(constraint, set, symmetric);
            if (last != null) {
                between(constraint, last, set, false, kind, forward(kind, symmetric, last.get("action", "start")));
                if (symmetric) {
                    between(constraint, set, last, true, kind, inverse(kind));
                }
            }
            last = set;
        }
    }

    private void inside(Element constraint, Element set, boolean symmetricByDefault) {
        List<Resource> members = finder.members(constraint, set);
        Kind kind = set.get("kind") != null || set.get("score") != null ? kind(set) : kind(constraint);
        boolean symmetric = set.get("symmetrical") != null ? symmetric(set, constraint, kind)
                : symmetricByDefault && kind != Kind.SERIALIZE;
        String task = set.get("action", "start");
        boolean sequential = Truth.parse(set.get("sequential"), true);
        for (int i = 0; i < members.size(); i++) {
            int end = kind == Kind.SERIALIZE ? members.size() : sequential ? Math.min(members.size(), i + 2) : 0;
            for (int j = i + 1; j < end; j++) {
                pair(constraint, members.get(i), task, members.get(j), task, kind, symmetric);
            }
        }
    }

    /** Rule 3:O-33. */
    private void between(Element constraint, Element one, Element other, boolean inverse, Kind kind, Set<OrderProperty> properties) {
        List<Resource> first = finder.members(constraint, one);
        List<Resource> then = finder.members(constraint, other);
        String firstTask = task(one, inverse);
        String thenTask = task(other, inverse);
        if (first.isEmpty() || then.isEmpty() || firstTask == null || thenTask == null) {
            return;
        }
        boolean down = firstTask.equals("stop") || firstTask.equals("demote");
        if (!Truth.parse(one.get("require-all"), true) && !down) {
            var gate = new End.Gate("one-or-more:" + one.id(), 1);
            var blocking = EnumSet.copyOf(properties);
            blocking.add(BLOCKS);
            first.forEach(member -> emit(constraint, new End.Task(member, firstTask), gate, EnumSet.of(ENOUGH, FIRST_SHOWS_THEN)));
            then.forEach(member -> emit(constraint, gate, new End.Task(member, thenTask), blocking));
            return;
        }
        List<Resource> from = Truth.isTrue(one.get("sequential")) ? List.of(inverse ? first.getFirst() : first.getLast()) : first;
        List<Resource> to = Truth.isTrue(other.get("sequential")) ? List.of(inverse ? then.getLast() : then.getFirst()) : then;
        for (Resource a : from) {
            for (Resource b : to) {
                emit(constraint, new End.Task(a, firstTask), new End.Task(b, thenTask), properties);
            }
        }
    }

    private static String task(Element set, boolean inverse) {
        String task = set.get("action", "start");
        return inverse ? inverted(task).orElse(null) : task;
    }
}
