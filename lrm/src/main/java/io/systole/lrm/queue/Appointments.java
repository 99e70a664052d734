package io.systole.lrm.queue;

import io.systole.core.cib.ResourceId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** At what time which resource has to be looked at again, so that nobody looks at hundreds for the sake of one. Not thread-safe. */
final class Appointments {
    private final Map<ResourceId, Appointment> byResource = new HashMap<>();
    private final TreeSet<Appointment> inOrder = new TreeSet<>();

    private record Appointment(Duration time, ResourceId resource) implements Comparable<Appointment> {
        @Override
        public int compareTo(Appointment other) {
            int earlier = time.compareTo(other.time);
            return earlier == 0 ? resource.compareTo(other.resource) : earlier;
        }
    }

    /** The only time for this resource from now on; empty for none. */
    void set(ResourceId resource, Optional<Duration> time) {
        Appointment former = byResource.remove(resource);
        if (former != null) {
            inOrder.remove(former);
        }
        if (time.isPresent()) {
            var appointment = new Appointment(time.get(), resource);
            byResource.put(resource, appointment);
            inOrder.add(appointment);
        }
    }

    /** Adds those whose time has come. */
    void addDue(Duration now, Collection<ResourceId> due) {
        for (Appointment appointment : inOrder) {
            if (appointment.time().compareTo(now) > 0) {
                return;
            }
            due.add(appointment.resource());
        }
    }

    /** The first time after this one. */
    Optional<Duration> next(Duration now) {
        for (Appointment appointment : inOrder) {
            if (appointment.time().compareTo(now) > 0) {
                return Optional.of(appointment.time());
            }
        }
        return Optional.empty();
    }
}
