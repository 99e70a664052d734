package io.systole.samples.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.systole.core.scheduler.random.Feature;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small budget of {@code ./systole fuzz}; the seed of a difference is in the message. */
class SchedulerDifferenceIT {
    private static final EnumSet<Feature> USUAL = EnumSet.of(Feature.GROUPS, Feature.CLONES, Feature.PROMOTABLE, Feature.LOCATION,
            Feature.COLOCATION, Feature.ORDER, Feature.STICKINESS, Feature.FAILURES, Feature.FENCING, Feature.QUORUM, Feature.HISTORY,
            Feature.NODE_STATES, Feature.MIGRATION, Feature.TEMPLATES);
    private static final int SEEDS = 200;

    @TempDir
    private Path directory;

    @Test
    void decidesAsTheInstalledPacemakerWhereNothingKnownExplainsADifference() {
        assumeTrue(RealScheduler.version().isPresent(), "no crm_simulate here; it comes with the package pacemaker-cli-utils");
        var text = new ByteArrayOutputStream();

        var out = new PrintStream(text, true, StandardCharsets.UTF_8);
        List<Long> unexplained = new FuzzRun(new RealScheduler(directory), out, true).run(1, SEEDS, USUAL);

        assertEquals(List.of(), unexplained, () -> text.toString(StandardCharsets.UTF_8));
    }
}
