package io.systole.lrm.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that the kernel prefers does not hand that on to what its agents start. */
class StandingTest {
    @Test
    void itIsReadAsTheKernelWritesIt(@TempDir Path process) throws IOException {
        Files.writeString(process.resolve("stat"),
                "4711 (my (odd) name) S 1 4711 4700 0 -1 4194304 1 2 3 4 5 6 7 8 10 -10 1 0 987654 1000 100 18446744073709551615\n");
        Files.writeString(process.resolve("oom_score_adj"), "-1000\n");

        assertEquals(new Standing(-10, -1000), Standing.read(process));
        assertEquals(new Standing(0, 0), Standing.read(process.resolve("gone")));
    }

    @Test
    void whatIsPreferredIsTakenBack() {
        assertEquals(Map.of("nice", List.of("-n", "10"), "choom", List.of("-n", "0", "--")), new Standing(-10, -1000).undo());
    }

    @Test
    void anOrdinaryProcessAndOneThatStandsBackCostNothing() {
        assertEquals(Map.of(), new Standing(0, 0).undo());
        assertEquals(Map.of(), new Standing(5, 300).undo());
    }
}
