package io.systole.samples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @Test
    void aRunThatWasInterruptedGoesOnWhereItWas(@TempDir Path directory) {
        Path file = directory.resolve("new/faults.tsv");
        var first = new Results(file);
        first.add(new Results.Result("a cut", 7, 1, 0, 0, 2.5, ""));
        first.add(new Results.Result("a cut", 3, 0, 1, 2, -1, "not at rest\nin time"));

        var second = new Results(file);

        assertEquals(2, second.times("a cut"));
        assertFalse(second.good());
        assertEquals("""
                | fault | cluster | times | active twice | acknowledged writes | of them lost | at rest after, median | worst | wrong |
                |---|---|---:|---:|---:|---:|---:|---:|---:|
                | a cut | three nodes, fencing | 2 | 2 | 10 | 1 | 2.5 s | 2.5 s | 1 |
                """, second.table(List.of(new Fault("a cut", Setting.FENCED, true, (cluster, random) -> { }))));
    }

    @Test
    void whatIsForgottenIsStruckAgain(@TempDir Path directory) {
        Path file = directory.resolve("faults.tsv");
        var first = new Results(file);
        first.add(new Results.Result("a cut", 3, 0, 1, 2, -1, "not at rest in time"));
        first.add(new Results.Result("a kill", 7, 1, 0, 0, 2.5, ""));

        first.forget(List.of("a cut"));

        var second = new Results(file);
        assertEquals(0, second.times("a cut"));
        assertEquals(1, second.times("a kill"));
        assertTrue(second.good());
    }

    @Test
    void whatWentWellIsGood(@TempDir Path directory) {
        var results = new Results(directory.resolve("faults.tsv"));
        results.add(new Results.Result("a cut", 7, 1, 0, 0, 2.5, ""));
        assertTrue(results.good());
    }

    @Test
    void noTwoFaultsHaveOneName() {
        var names = new HashSet<String>();
        FaultMatrix.faults().forEach(fault -> assertTrue(names.add(fault.name()), fault.name()));
    }
}
