package io.systole.samples.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The time of day of one daemon, which can be set while it runs; the time that passes stays the kernel's. Namespaces share the
 * host's clock, so the library of {@code faketime} stands between the daemon and it.
 */
final class LabClock {
    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final String FILE = "/etc/lab-clock";

    private final LabNode node;
    private final Path library;

    /** The clock of a node that has power; it goes right at first. */
    LabClock(LabNode node) {
        this.node = node;
        this.library = library()
                .orElseThrow(() -> new LabException("clocks can be set with libfaketime only: apt-get install libfaketime"));
        set(Duration.ZERO);
    }

    private static Optional<Path> library() {
        try (Stream<Path> machines = Files.list(LIBRARIES)) {
            return machines.map(machine -> machine.resolve("faketime/libfaketimeMT.so.1")).filter(Files::exists).findFirst();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot list " + LIBRARIES, unreadable);
        }
    }

    /** From the next second on the clock is ahead by so much, or behind. */
    void set(Duration ahead) {
        node.write(FILE, (ahead.isNegative() ? "" : "+") + ahead.toSeconds() + "s\n");
    }

    /** The command with this clock instead of the host's. */
    Command on(Command command) {
        return command.behind(List.of("env", "LD_PRELOAD=" + library, "FAKETIME_TIMESTAMP_FILE=" + FILE, "FAKETIME_CACHE_DURATION=1",
                // Without the last, timed waits of a Java program end at once with a newer glibc, and all its threads spin.
                "FAKETIME_DONT_FAKE_MONOTONIC=1", "FAKETIME_FORCE_MONOTONIC_FIX=0"));
    }
}
