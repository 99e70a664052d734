package io.systole.node.witness;

import io.systole.core.arbitration.GrantRequest;
import io.systole.core.spi.Witness;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * A lease in one slot of a shared disk: holder, term, generation, validity. The holder raises the generation each time it prolongs.
 * Whoever wants it watches it on its own monotonic clock until it has not changed for the validity and a margin, writes itself in,
 * waits longer than a write may take, and looks whether it is still there: of several who write, the last one has it. A write that
 * took longer than that counts as failed. A new DC of the same part waits like anybody else. Blocks; one thread at a time.
 */
final class DiskLease {
    private static final int SLOT = 1;

    private final Disk disk;
    private final Supplier<Duration> uptime;
    private final Pause pause;
    private final String cluster;
    /** What was read last, and when it was first seen so. */
    private Optional<Lease> seen = Optional.empty();
    private Duration seenAt = Duration.ZERO;
    /** What this object wrote and found confirmed; a slot that only bears the own name may be a late write. */
    private Optional<Lease> held = Optional.empty();
    private boolean looked;

    /** The slots of the disk. */
    interface Disk {
        Optional<Properties> read(int slot) throws IOException;

        void write(int slot, Properties content) throws IOException;
    }

    /** Lets time pass. */
    interface Pause {
        void pause(Duration span) throws InterruptedException;
    }

    DiskLease(Disk disk, String cluster, Supplier<Duration> uptime, Pause pause) {
        this.disk = disk;
        this.cluster = cluster;
        this.uptime = uptime;
        this.pause = pause;
    }

    private record Lease(String cluster, String holder, long term, long generation, long validity, boolean released) {
        static Lease of(Properties from) {
            return new Lease(from.getProperty("cluster", ""), from.getProperty("holder", ""), number(from, "term"),
                    number(from, "generation"), number(from, "validity"), Boolean.parseBoolean(from.getProperty("released")));
        }

        Properties properties() {
            var properties = new Properties();
            properties.setProperty("cluster", cluster);
            properties.setProperty("holder", holder);
            properties.setProperty("term", Long.toString(term));
            properties.setProperty("generation", Long.toString(generation));
            properties.setProperty("validity", Long.toString(validity));
            properties.setProperty("released", Boolean.toString(released));
            return properties;
        }

        private static long number(Properties from, String name) {
            String text = from.getProperty(name, "0");
            return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
        }
    }

    /** Takes, prolongs or is refused. The grant counts from the beginning of this call. */
    Witness.Answer ask(GrantRequest request) throws IOException, InterruptedException {
        Duration longestWrite = request.validity().dividedBy(8);
        Duration began = uptime.get();
        look();
        if (seen.isPresent() && !seen.get().cluster().equals(cluster)) {
            return no("the disk belongs to cluster '" + seen.get().cluster() + "': each cluster needs a disk of its own");
        }
        String me = request.asker().value();
        boolean mine = held.isPresent() && seen.equals(held);
        held = Optional.empty();
        if (!mine && !free(request)) {
            return no(seen.map(other -> "the lease on the disk is " + other.holder() + "'s (term " + other.term() + ")")
                    .orElse("the disk is new, somebody may be writing to it just now"));
        }
        long generation = seen.map(Lease::generation).orElse(0L) + 1;
        var lease = new Lease(cluster, me, request.term(), generation, request.validity().toMillis(), false);
        Duration before = uptime.get();
        disk.write(SLOT, lease.properties());
        if (uptime.get().minus(before).compareTo(longestWrite) > 0) {
            return no("the disk is too slow: a write took " + uptime.get().minus(before).toMillis() + " ms");
        }
        if (!mine) {
            pause.pause(longestWrite.multipliedBy(2));
        }
        look();
        if (!seen.equals(Optional.of(lease))) {
            return no("the lease on the disk went to " + seen.map(Lease::holder).orElse("nobody") + " at the same moment");
        }
        held = seen;
        return uptime.get().minus(began).compareTo(request.validity()) < 0
                ? new Witness.Answer(true, "the lease on the disk is " + me + "'s (generation " + generation + ")")
                : no("the disk is too slow: the lease would be over already");
    }

    /** Gives the lease back if it is the holder's. */
    void release(String holder, long term) throws IOException {
        look();
        if (held.isPresent() && seen.equals(held) && held.get().holder().equals(holder) && held.get().term() == term) {
            Lease last = held.get();
            held = Optional.empty();
            disk.write(SLOT, new Lease(cluster, holder, term, last.generation() + 1, last.validity(), true).properties());
        }
    }

    private boolean free(GrantRequest request) {
        if (seen.isEmpty() || seen.get().released()) {
            // An empty slot may be one that is just being written.
            return seen.isPresent() || stands(request.validity());
        }
        return stands(Duration.ofMillis(seen.get().validity()));
    }

    /** True if the slot has not changed for so long, and a margin for clocks that differ and writes that are under way. */
    private boolean stands(Duration validity) {
        Duration wait = validity.plus(validity.dividedBy(4)).plusMillis(100);
        return uptime.get().minus(seenAt).compareTo(wait) > 0;
    }

    private void look() throws IOException {
        Optional<Lease> now = disk.read(SLOT).map(Lease::of);
        if (!looked || !now.equals(seen)) {
            seen = now;
            seenAt = uptime.get();
            looked = true;
        }
    }

    private static Witness.Answer no(String reason) {
        return new Witness.Answer(false, reason);
    }
}
