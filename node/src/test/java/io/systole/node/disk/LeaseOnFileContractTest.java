package io.systole.node.disk;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.systole.core.contract.WitnessContract;
import io.systole.core.disk.LeaseWitness;
import io.systole.core.spi.SharedDisk;
import io.systole.core.spi.Timers;
import io.systole.core.spi.Witness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;

/** The lease in a real file, with a clock that stands still while it is written. */
class LeaseOnFileContractTest extends WitnessContract {
    private static final Duration VALIDITY = Duration.ofSeconds(4);

    @TempDir
    Path directory;

    private final SortedMap<String, Witness> nodes = new TreeMap<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparing(Alarm::at));
    private final Deque<Runnable> loop = new ArrayDeque<>();
    private Duration now = Duration.ZERO;

    private record Alarm(Duration at, Runnable task) {}

    @Override
    protected Witness witness(String node) {
        return nodes.computeIfAbsent(node, name -> {
            var lease = new LeaseWitness(new Slots(directory.resolve("witness"), loop::add), "c", VALIDITY, this::after, () -> now);
            lease.begin();
            return lease;
        });
    }

    private Timers.Timer after(Duration delay, Runnable task) {
        var alarm = new Alarm(now.plus(delay), task);
        alarms.add(alarm);
        return () -> alarms.remove(alarm);
    }

    @Override
    protected Duration validity() {
        return VALIDITY;
    }

    @Override
    protected Duration now() {
        return now;
    }

    @Override
    protected void until(BooleanSupplier condition) {
        Duration end = now.plus(Duration.ofMinutes(1));
        while (!condition.getAsBoolean()) {
            assertFalse(now.compareTo(end) > 0, "not within a minute");
            if (!loop.isEmpty()) {
                loop.poll().run();
            } else if (!alarms.isEmpty()) {
                now = alarms.peek().at();
                alarms.poll().task().run();
            } else {
                now = now.plusMillis(100);
            }
        }
    }

    /** The slots of a file without the thread that {@link DiskThread} has. */
    private record Slots(Path path, Consumer<Runnable> loop) implements SharedDisk {
        @Override
        public void read(int slot, Consumer<Reading> answer) {
            try (SlotFile file = SlotFile.open(path)) {
                Reading found = new Content(file.read(slot));
                loop.accept(() -> answer.accept(found));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void write(int slot, SortedMap<String, String> content, Consumer<Optional<String>> answer) {
            try (SlotFile file = SlotFile.open(path)) {
                file.write(slot, content);
                loop.accept(() -> answer.accept(Optional.empty()));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
