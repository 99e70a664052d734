package io.systole.core.cib.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.RandomCibs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a disk, a wire or an editor did to a text: it is read, or refused by the one exception that callers expect. */
class DamagedTextTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedTextIsReadOrRefusedInOneWay(long firstSeed) {
        int refused = 0;
        for (long seed = firstSeed * 100_000; seed < firstSeed * 100_000 + 3_000; seed++) {
            var random = new Random(seed);
            Cib cib = new RandomCibs(random).cib();
            byte[] text = damaged(CibWriter.bytes(cib.root()), random);

            try {
                Element read = CibReader.element(text);
                assertEquals(read, CibReader.element(CibWriter.line(read)), "seed " + seed);
            } catch (CibParseException expected) {
                refused++;
                assertTrue(expected.getMessage().matches("(?s)line \\d+, column \\d+: .+"), "seed " + seed + ": " + expected.getMessage());
            } catch (RuntimeException wrongKind) {
                throw new AssertionError("seed " + seed + ": " + new String(text, StandardCharsets.UTF_8), wrongKind);
            }
        }
        assertTrue(refused > 500, "refused " + refused);
    }

    private static byte[] damaged(byte[] text, Random random) {
        byte[] copy = text.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
                case 1 -> copy[random.nextInt(copy.length)] = (byte) "<>&'\"/=![]-?; \n\0".charAt(random.nextInt(16));
                case 2 -> copy = Arrays.copyOf(copy, 1 + random.nextInt(copy.length));
                default -> {
                    int from = random.nextInt(copy.length);
                    int to = random.nextInt(copy.length);
                    int length = Math.min(random.nextInt(20), copy.length - Math.max(from, to));
                    System.arraycopy(copy, from, copy, to, length);
                }
            }
        }
        return copy;
    }
}
