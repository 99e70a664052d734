package io.systole.lrm.instant;

import io.systole.core.cib.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which signs belong to which resource. A sign belongs to the resource during whose start it appeared. If several starts ran then, it
 * belongs to those whose parameters name it, and if none does, to all of them: the worst that comes of it is a monitor too many.
 * Not thread-safe.
 */
final class SignBook {
    private final SortedMap<ResourceId, Set<Sign>> held = new TreeMap<>();
    private final Map<Long, Rise> rises = new LinkedHashMap<>();

    /** A start under way: what was there before it, what its parameters name, and what those of the starts beside it name. */
    private record Rise(Set<Sign> before, Set<Sign> named, Set<Sign> namedByOthers) {}

    /** A start begins, with these values of parameters, when this is there. */
    void rises(long run, Collection<String> parameters, Set<Sign> before) {
        Set<Sign> named = NamedSigns.in(parameters).collect(Collectors.toSet());
        Set<Sign> others = new LinkedHashSet<>();
        for (Rise other : rises.values()) {
            others.addAll(other.named());
            other.namedByOthers().addAll(named);
        }
        rises.put(run, new Rise(before, named, others));
    }

    /** That start has ended; gives what appeared meanwhile and is the resource's. Nothing if no start of this number is known. */
    Set<Sign> risen(long run, Set<Sign> present) {
        Rise rise = rises.remove(run);
        Set<Sign> appeared = new LinkedHashSet<>();
        if (rise != null) {
            present.stream().filter(sign -> !rise.before().contains(sign))
                    .filter(sign -> rise.named().contains(sign) || !rise.namedByOthers().contains(sign)).forEach(appeared::add);
        }
        return appeared;
    }

    /** More signs of a resource. */
    void add(ResourceId resource, Collection<? extends Sign> signs) {
        held.computeIfAbsent(resource, id -> new LinkedHashSet<>()).addAll(signs);
    }

    /** Nothing of this resource is looked for any more; gives what was. */
    Set<Sign> forget(ResourceId resource) {
        Set<Sign> signs = held.remove(resource);
        return signs == null ? Set.of() : signs;
    }

    /** A resource and a sign of it that is gone. */
    record Loss(ResourceId resource, Sign sign) {}

    /** This process has ended; whose it was. It is nobody's any more. */
    List<Loss> ended(long pid) {
        return lose(sign -> sign instanceof Sign.Program program && program.pid() == pid);
    }

    /** Whose addresses and mounts are not among those present. They are nobody's any more. */
    List<Loss> missing(Set<Sign> present) {
        return lose(sign -> !(sign instanceof Sign.Program) && !present.contains(sign));
    }

    private List<Loss> lose(Predicate<Sign> gone) {
        List<Loss> losses = new ArrayList<>();
        held.forEach((resource, signs) -> signs.removeIf(sign -> gone.test(sign) && losses.add(new Loss(resource, sign))));
        return losses;
    }

    /** Whether somebody has an address or a mount. */
    boolean hasMountsOrAddresses() {
        return held.values().stream().flatMap(Set::stream).anyMatch(sign -> !(sign instanceof Sign.Program));
    }

    /** Whether somebody has this process. */
    boolean has(long pid) {
        return held.values().stream().flatMap(Set::stream).anyMatch(sign -> sign instanceof Sign.Program program && program.pid() == pid);
    }
}
