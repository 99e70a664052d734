package io.systole.core.scheduler;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.validate.CibValidator;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.scheduler.random.RandomCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From bytes to graph, whatever happened to the bytes: refused in one sentence with its place, or checked and scheduled; never a trace. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamagedCibTest {
    private static final int TEXTS = 400;
    private static final List<String> WORDS = List.of("INFINITY", "-INFINITY", "99999999999", "Promoted", "Stopped", "true", "P1Y", "n1",
            "start", "stop", "demote", "0", "-1", "primitive", "clone", "group", "rsc_order", "rsc_colocation", "resource_set", "#uname");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void damagedTextIsRefusedOrScheduled(long block) throws IOException {
        List<Path> cases = SchedulerGoldenTest.cases();
        int scheduled = 0;
        for (long seed = block * 10_000; seed < block * 10_000 + TEXTS; seed++) {
            var random = new Random(seed);
            byte[] whole = Files.readAllBytes(cases.get(random.nextInt(cases.size())).resolve("cib.xml"));
            byte[] text = damaged(whole, random);
            try {
                scheduled += toGraph(text);
            } catch (CibParseException refused) {
                assertTrue(refused.getMessage().matches("line \\d+, column \\d+: [^\\n]+"), "seed " + seed + ": " + refused.getMessage());
            } catch (RuntimeException | StackOverflowError trace) {
                throw new AssertionError("seed " + seed + "\n" + new String(text, StandardCharsets.UTF_8), trace);
            }
        }
        assertTrue(scheduled > TEXTS / 10, "only " + scheduled + " of " + TEXTS + " were still scheduled");
    }

    private static int toGraph(byte[] text) {
        Cib cib = CibReader.cib(text);
        CibValidator.check(cib).forEach(problem -> assertFalse(problem.toString().contains("Exception"), problem::toString));
        Schedule schedule = Scheduler.schedule(cib, RandomCluster.NOW, ZoneOffset.UTC);
        GraphText.of(schedule.graph());
        schedule.problems().forEach(problem -> assertFalse(problem.isBlank() || problem.contains("\n"), problem));
        return 1;
    }

    private static byte[] damaged(byte[] text, Random random) {
        byte[] copy = text.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(copy.length);
            switch (random.nextInt(6)) {
                case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> copy = random.nextInt(6) == 0 ? Arrays.copyOf(copy, 1 + at) : copy;
                case 2 -> copy = value(copy, at, WORDS.get(random.nextInt(WORDS.size())));
                case 3 -> copy = value(copy, at, Integer.toString(random.nextInt()));
                case 4 -> copy = value(copy, at, "");
                default -> copy[at] = (byte) "<>&'\"/= ".charAt(random.nextInt(8));
            }
        }
        return copy;
    }

    /** Puts another value into the quotes that begin at or after this place. */
    private static byte[] value(byte[] text, int at, String value) {
        String all = new String(text, StandardCharsets.ISO_8859_1);
        int open = all.indexOf("=\"", at);
        int close = open < 0 ? -1 : all.indexOf('"', open + 2);
        return close < 0 ? text : (all.substring(0, open + 2) + value + all.substring(close)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
