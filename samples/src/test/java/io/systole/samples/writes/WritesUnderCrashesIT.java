package io.systole.samples.writes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A small portion of {@code ./systole writes}; doc/reliability.md has the figures of a large one. */
class WritesUnderCrashesIT {
    private static final int COUNT = 40;
    private static final long SEED = 3;

    @Test
    void noAcknowledgedWriteIsLostWhileDaemonsAreKilled() {
        Path tree = Path.of(System.getProperty("systole.root"), "target", "systole");
        assumeTrue(Files.isExecutable(tree.resolve("bin/systoled")), "there is no " + tree + ": run mvn package first");

        Endurance.Outcome outcome = Endurance.run(tree, COUNT, SEED, System.out);

        assertEquals(List.of(), outcome.lost(), "seed " + SEED);
        assertTrue(outcome.acknowledged() == COUNT && outcome.killed() > 0, outcome.figures());
    }
}
