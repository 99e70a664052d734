package io.systole.lrm.instant;

import io.systole.core.cib.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often a resource may be looked at because something went away. The first time at once; the pause until the next time doubles
 * with each look that found the resource well, up to a minute, so that something that comes and goes for ever costs next to nothing.
 * A look that was worth it, or a long rest, begins anew. Not thread-safe; times are those of the caller's clock.
 */
public final class Pace {
    static final Duration SHORTEST = Duration.ofMillis(250);
    static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int RESTS = 10;

    private final SortedMap<ResourceId, Look> looks = new TreeMap<>();

    /**
     * How a resource stands.
     *
     * @param wanted why it is to be looked at, if it is
     * @param notBefore when it may be looked at
     * @param pause how long the present pause is
     */
    private record Look(Optional<String> wanted, Duration notBefore, Duration pause) {}

    /** Something of this resource has gone; {@code why} is said to people. */
    public void wanted(ResourceId resource, String why, Duration now) {
        Look look = looks.getOrDefault(resource, new Look(Optional.empty(), now, SHORTEST));
        boolean rested = now.minus(look.notBefore()).compareTo(look.pause().multipliedBy(RESTS)) > 0;
        looks.put(resource, new Look(Optional.of(why), look.notBefore(), rested ? SHORTEST : look.pause()));
    }

    /** A resource to be looked at, and why. */
    public record Due(ResourceId resource, String why) {}

    /** Which resources are to be looked at now. Each is given once; until {@link #found} tells better the pause is the present one. */
    public List<Due> due(Duration now) {
        if (looks.isEmpty()) {
            return List.of();
        }
        List<Due> due = new ArrayList<>();
        looks.replaceAll((resource, look) -> {
            if (look.wanted().isEmpty() || look.notBefore().compareTo(now) > 0) {
                return look;
            }
            due.add(new Due(resource, look.wanted().get()));
            return new Look(Optional.empty(), now.plus(look.pause()), look.pause());
        });
        return due;
    }

    /** What the look has found: a resource that is well, or one that is not. */
    public void found(ResourceId resource, boolean well) {
        looks.computeIfPresent(resource, (id, look) -> new Look(look.wanted(), look.notBefore(), well ? doubled(look.pause()) : SHORTEST));
    }

    private static Duration doubled(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    }

    /** When {@link #due} will give something if nothing new happens. */
    public Optional<Duration> wakeAt() {
        return looks.isEmpty() ? Optional.empty()
                : looks.values().stream().filter(look -> look.wanted().isPresent()).map(Look::notBefore).min(Comparator.naturalOrder());
    }

    /** This resource is not here any more. */
    public void forget(ResourceId resource) {
        looks.remove(resource);
    }
}
