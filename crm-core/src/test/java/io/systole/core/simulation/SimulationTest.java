package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What {@code ./systole sim} says and how it ends. */
class SimulationTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... words) {
        return Simulation.exitStatus(words, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void oneSeedIsLivedThroughAndCounted() {
        assertEquals(0, run("--seeds", "1", "--nodes", "2"));

        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.startsWith("sim: seeds 1 to 1, each with two without fencing, "), text);
        assertTrue(text.matches("(?s).*sim: 1 of 1 seeds, \\d+ histories, \\d+ events in .*, 0 violations\\R"), text);
    }

    @Test
    void wrongWordsAreUsageErrorsInOneSentence() {
        assertEquals(64, run("--seeds", "many"));
        assertEquals(64, run("--seed", "1"));
        assertEquals(64, run("--nodes", "9"));

        assertEquals("""
            sim: 'many' is no number from 0 to 999999999999999
            sim: it takes --seeds NUMBER, --first-seed NUMBER, --nodes NUMBER and --kind WORDS, not --seed
            sim: clusters of 2 to 5 nodes are simulated, not of 9
            """, err.toString(StandardCharsets.UTF_8));
    }
}
