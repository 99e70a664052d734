package io.systole.core.scheduler;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However broken a CIB is, the scheduler answers: what it cannot use is told as a problem, never thrown. */
class SchedulerFuzzTest {
    private static final List<String> NONSENSE = List.of(
            "", "-", "x y", "INFINITY", "-1", "99999999999999999999", "#default", "n1", "true", "web", "P1Y", "%1");

    static LongStream seeds() {
        return LongStream.range(0, 2500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void answersWhateverTheCibHolds(long seed) throws IOException {
        var random = new Random(seed);
        List<Path> cases = SchedulerGoldenTest.cases();
        Cib cib = SchedulerGoldenTest.read(cases.get(random.nextInt(cases.size())));
        Element root = cib.root();
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            root = damaged(root, random);
        }

        Cib broken = Cib.of(root);

        assertDoesNotThrow(() -> Scheduler.schedule(broken, Instant.ofEpochSecond(1_767_268_800L), ZoneOffset.UTC), () -> "seed " + seed);
    }

    /** Damages one place somewhere below the element. */
    private static Element damaged(Element element, Random random) {
        if (!element.children().isEmpty() && random.nextInt(8) != 0) {
            Element child = element.children().get(random.nextInt(element.children().size()));
            return switch (random.nextInt(12)) {
                case 0 -> element.minus(child);
                case 1 -> element.plus(child);
                default -> element.replacing(child, damaged(child, random));
            };
        }
        var names = new ArrayList<>(element.attributes().keySet());
        if (names.isEmpty()) {
            return element;
        }
        String name = names.get(random.nextInt(names.size()));
        var attributes = new LinkedHashMap<>(element.attributes());
        if (random.nextInt(3) == 0) {
            attributes.remove(name);
        } else {
            attributes.put(name, NONSENSE.get(random.nextInt(NONSENSE.size())));
        }
        return element.withAttributes(attributes);
    }
}
