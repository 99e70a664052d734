package io.systole.core.disk;

import io.systole.core.membership.Member;
import io.systole.core.spi.SharedDisk;
import io.systole.core.spi.Timers;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Both sides of fencing over a shared disk, as one node has them.
 *
 * @param own looks for pills for this node
 * @param post writes them for others
 */
public record PoisonPills(OwnSlots own, PillPost post) {
    /**
     * Pills on this disk.
     *
     * @param time by when after a pill was written nothing runs on its target any more
     * @param interval how often each node reads its slot
     * @param uptime monotonic time
     */
    public static PoisonPills on(SharedDisk disk, NodeSlots slots, Member self, Duration time, Duration interval, Timers timers,
            Supplier<Duration> uptime) {
        var own = new OwnSlots(disk, slots, self, time, interval, timers, uptime);
        return new PoisonPills(own, new PillPost(disk, slots, self.name(), own, time, interval, timers, uptime));
    }
}
