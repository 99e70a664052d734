package io.systole.core.cib.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibPatch;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.RandomCibs;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of random trees; a failure names the seed that makes it again. */
class CibDiffPropertyTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aPatchLeadsFromTheOldCibToTheNewOneToTheLastCharacter(long firstSeed) {
        for (long seed = firstSeed * 10_000; seed < firstSeed * 10_000 + 2_500; seed++) {
            var cibs = new RandomCibs(new Random(seed));
            Cib from = cibs.cib();
            Cib to = seed % 10 == 0 ? cibs.cib().withVersion(from.version().nextUpdate()) : cibs.changed(from);
            CibPatch patch = CibDiff.withFingerprint(CibDiff.between(from, to), to);
            CibPatch sent = CibDiff.read(CibReader.element(CibWriter.line(patch.diff())), from);

            EditResult applied = CibDiff.apply(sent, from);

            String message = "seed " + seed + "\n" + CibWriter.text(from) + CibWriter.text(to) + CibWriter.text(patch.diff()) + applied;
            assertEquals(patch, sent, message);
            assertEquals(new EditResult.Changed(to), applied, message);
            assertEquals(CibWriter.text(to), CibWriter.text(((EditResult.Changed) applied).cib()), message);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void whatIsWrittenIsReadBack(long firstSeed) {
        for (long seed = firstSeed * 10_000; seed < firstSeed * 10_000 + 2_500; seed++) {
            Cib cib = new RandomCibs(new Random(seed)).cib();

            Cib indented = CibReader.cib(CibWriter.text(cib));
            Cib compact = CibReader.cib(CibWriter.line(cib.root()));

            assertEquals(cib, indented, "seed " + seed);
            assertEquals(cib, compact, "seed " + seed);
        }
    }
}
