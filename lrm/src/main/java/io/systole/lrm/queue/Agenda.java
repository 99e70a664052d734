package io.systole.lrm.queue;

import io.systole.core.cib.ResourceId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** At what time which resource has to be looked at again, so that nobody looks at hundreds for the sake of one. Not thread-safe. */
final class Agenda {
    private final Map<ResourceId, Duration> times = new HashMap<>();
    private final TreeMap<Duration, TreeSet<ResourceId>> resources = new TreeMap<>();

    /** The only time for this resource from now on; empty for none. */
    void set(ResourceId resource, Optional<Duration> time) {
        Duration former = time.isPresent() ? times.put(resource, time.get()) : times.remove(resource);
        if (former != null) {
            resources.get(former).remove(resource);
            if (resources.get(former).isEmpty()) {
                resources.remove(former);
            }
        }
        time.ifPresent(at -> resources.computeIfAbsent(at, fresh -> new TreeSet<>()).add(resource));
    }

    /** Adds those whose time has come. */
    void addDue(Duration now, Collection<ResourceId> due) {
        resources.headMap(now, true).values().forEach(due::addAll);
    }

    /** The first time after this one. */
    Optional<Duration> next(Duration now) {
        return Optional.ofNullable(resources.higherKey(now));
    }
}
