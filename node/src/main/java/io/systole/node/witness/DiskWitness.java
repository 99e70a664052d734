package io.systole.node.witness;

import io.systole.core.arbitration.GrantRequest;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.Witness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lease on a shared disk as a witness. All access to the disk is on one thread of its own, so a hanging disk holds up nothing. */
final class DiskWitness implements Witness, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiskWitness.class);

    private final Path path;
    private final DiskLease lease;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("shared disk").factory());

    DiskWitness(Path path, String cluster) throws IOException {
        SharedDisk.open(path).close();
        this.path = path;
        this.lease = new DiskLease(new Reopening(path), cluster, () -> Duration.ofNanos(System.nanoTime()), Thread::sleep);
    }

    /** Opens the disk for each access, so that a device that comes back is found again. */
    private record Reopening(Path path) implements DiskLease.Disk {
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

    @Override
    public void ask(GrantRequest request, Consumer<Answer> answer) {
        long asked = System.nanoTime();
        thread.execute(() -> {
            if (System.nanoTime() - asked > request.validity().toNanos()) {
                return;
            }
            try {
                answer.accept(lease.ask(request));
            } catch (IOException failed) {
                answer.accept(new Answer(false, "the disk " + path + " cannot be used: " + failed.getMessage()));
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void release(NodeName holder, long term, long number) {
        thread.execute(() -> {
            try {
                lease.release(holder.value(), term);
            } catch (IOException failed) {
                LOG.warn("the lease on the disk {} could not be given back: {}", path, failed.getMessage());
            }
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
