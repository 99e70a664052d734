package io.systole.node.witness;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.arbitration.GrantRequest;
import io.systole.core.contract.WitnessContract;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.Witness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;

/** The lease in a real file, with a clock that stands still while it is written. */
class DiskLeaseContractTest extends WitnessContract {
    @TempDir
    Path directory;

    private final SortedMap<String, Witness> nodes = new TreeMap<>();
    private Duration now = Duration.ZERO;

    @Override
    protected Witness witness(String node) {
        return nodes.computeIfAbsent(node, name -> new LeaseOf(new DiskLease(new File(directory.resolve("witness")), "c", () -> now,
                span -> now = now.plus(span))));
    }

    @Override
    protected Duration validity() {
        return Duration.ofSeconds(4);
    }

    @Override
    protected Duration now() {
        return now;
    }

    @Override
    protected void until(BooleanSupplier condition) {
        Duration end = now.plus(Duration.ofMinutes(1));
        while (!condition.getAsBoolean()) {
            assertTrue(now.compareTo(end) < 0, "not within a minute");
            now = now.plusMillis(300);
        }
    }

    /** A node's lease as a port, without the thread of its own that {@link DiskWitness} gives it. */
    private record LeaseOf(DiskLease lease) implements Witness {
        @Override
        public void ask(GrantRequest request, Consumer<Answer> answer) {
            try {
                answer.accept(lease.ask(request));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }

        @Override
        public void release(NodeName holder, long term, long number) {
            try {
                lease.release(holder.value(), term);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private record File(Path path) implements DiskLease.Disk {
        @Override
        public Optional<Properties> read(int slot) throws IOException {
            try (SharedDisk disk = SharedDisk.open(path)) {
                return disk.read(slot);
            }
        }

        @Override
        public void write(int slot, Properties content) throws IOException {
            try (SharedDisk disk = SharedDisk.open(path)) {
                disk.write(slot, content);
            }
        }
    }
}
