package io.systole.node.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.arbitration.GrantRequest;
import io.systole.core.membership.NodeName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskLeaseTest {
    private static final Duration VALID = Duration.ofSeconds(4);

    private final FakeDisk disk = new FakeDisk();
    private Duration now = Duration.ZERO;

    /** Slots in memory; a write may be slow, and something may happen while it is under way. */
    private final class FakeDisk implements DiskLease.Disk {
        private final TreeMap<Integer, Properties> slots = new TreeMap<>();
        private Duration slowness = Duration.ZERO;

        @Override
        public Optional<Properties> read(int slot) {
            return Optional.ofNullable(slots.get(slot));
        }

        @Override
        public void write(int slot, Properties content) {
            now = now.plus(slowness);
            slots.put(slot, content);
        }
    }

    private DiskLease lease() {
        return new DiskLease(disk, "c", () -> now, span -> now = now.plus(span));
    }

    private static GrantRequest request(String who) {
        return new GrantRequest(new NodeName(who), 1, 1, new TreeSet<>(Set.of(new NodeName(who))), VALID);
    }

    private boolean ask(DiskLease lease, String who) throws Exception {
        return lease.ask(request(who)).granted();
    }

    @Test
    void aFreshDiskIsTakenWhenItHasStoodLongEnough() throws Exception {
        DiskLease one = lease();

        assertFalse(ask(one, "n1"));
        now = now.plusSeconds(6);
        assertTrue(ask(one, "n1"));
    }

    @Test
    void theHolderProlongsAndNobodyElseGetsIt() throws Exception {
        DiskLease one = holding("n1");
        DiskLease two = lease();

        for (int i = 0; i < 10; i++) {
            now = now.plusSeconds(1);
            assertTrue(ask(one, "n1"));
            assertFalse(ask(two, "n2"));
        }
    }

    @Test
    void aLeaseThatIsNotProlongedIsTaken() throws Exception {
        holding("n1");
        DiskLease two = lease();

        assertFalse(ask(two, "n2"));
        now = now.plusSeconds(4);
        assertFalse(ask(two, "n2"));
        now = now.plusSeconds(2);
        assertTrue(ask(two, "n2"));
    }

    @Test
    void aReleasedLeaseIsFreeAtOnce() throws Exception {
        DiskLease one = holding("n1");

        one.release("n1", 1);

        assertTrue(ask(lease(), "n2"));
    }

    @Test
    void aRestartedHolderWaitsLikeAnybodyElse() throws Exception {
        holding("n1");
        DiskLease reborn = lease();

        assertFalse(ask(reborn, "n1"));
        now = now.plusSeconds(6);
        assertTrue(ask(reborn, "n1"));
    }

    @Test
    void aSlowWriteCountsAsFailedAndWhatItLeftIsNobodys() throws Exception {
        DiskLease one = holding("n1");
        DiskLease two = lease();
        ask(two, "n2");
        disk.slowness = Duration.ofSeconds(3);

        String reason = one.ask(request("n1")).reason();
        disk.slowness = Duration.ZERO;

        assertEquals("the disk is too slow: a write took 3000 ms", reason);
        assertFalse(ask(one, "n1"));
        assertFalse(ask(two, "n2"));
    }

    @Test
    void ofTwoWhoWriteAtTheSameMomentTheLastHasIt() throws Exception {
        holding("n1");
        DiskLease two = lease();
        var three = new DiskLease(disk, "c", () -> now, span -> now = now.plus(span));
        ask(two, "n2");
        ask(three, "n3");
        now = now.plusSeconds(6);
        var racing = new DiskLease(disk, "c", () -> now, span -> {
            now = now.plus(span);
            disk.write(1, content("n3"));
        });
        ask(racing, "n2");
        now = now.plusSeconds(12);

        assertEquals("the lease on the disk went to n3 at the same moment", racing.ask(request("n2")).reason());
    }

    @Test
    void theDiskOfAnotherClusterIsRefused() throws Exception {
        holding("n1");

        String reason = new DiskLease(disk, "other", () -> now, span -> { }).ask(request("n9")).reason();

        assertEquals("the disk belongs to cluster 'c': each cluster needs a disk of its own", reason);
    }

    @Test
    void aSlotIsReadAsItWasWrittenAndADamagedOneIsEmpty(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("shared").resolve("disk");
        try (SharedDisk shared = SharedDisk.open(file)) {
            shared.write(1, content("n1"));
            shared.write(3, content("ä=\n"));

            assertEquals("n1", shared.read(1).orElseThrow().getProperty("holder"));
            assertEquals("ä=\n", shared.read(3).orElseThrow().getProperty("holder"));
            assertEquals(Optional.empty(), shared.read(2));
            assertEquals(Optional.empty(), shared.read(9));
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[SharedDisk.SLOT + 40] ^= 1;
        Files.write(file, bytes);
        try (SharedDisk shared = SharedDisk.open(file)) {
            assertEquals(Optional.empty(), shared.read(1));
            assertEquals(List.of("ä=\n"), shared.read(3).map(found -> found.getProperty("holder")).stream().toList());
        }
    }

    private DiskLease holding(String who) throws Exception {
        DiskLease lease = lease();
        ask(lease, who);
        now = now.plusSeconds(6);
        assertTrue(ask(lease, who));
        return lease;
    }

    private static Properties content(String holder) {
        var properties = new Properties();
        properties.setProperty("cluster", "c");
        properties.setProperty("holder", holder);
        properties.setProperty("generation", "99");
        properties.setProperty("validity", "4000");
        return properties;
    }
}
