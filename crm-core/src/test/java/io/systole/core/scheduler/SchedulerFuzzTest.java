package io.systole.core.scheduler;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However broken a CIB is, the scheduler answers: what it cannot use is told as a problem, never thrown. */
class SchedulerFuzzTest {
    private static final List<Element> CASES = cases();

    private static List<Element> cases() {
        try {
            var roots = new ArrayList<Element>();
            for (Path folder : SchedulerGoldenTest.cases()) {
                roots.add(SchedulerGoldenTest.read(folder).root());
            }
            return roots;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 2500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void answersWhateverTheCibHolds(long seed) {
        Cib broken = broken(seed);

        assertDoesNotThrow(() -> Scheduler.schedule(broken, Instant.ofEpochSecond(1_767_268_800L), ZoneOffset.UTC), () -> "seed " + seed);
    }

    /** The CIB of a seed: one of the golden cases, damaged in a few places. */
    static Cib broken(long seed) {
        var random = new Random(seed);
        Element root = CASES.get(random.nextInt(CASES.size()));
        var damage = new CibDamage(root, random);
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            root = damage.damaged(root);
        }
        return Cib.of(root);
    }
}
