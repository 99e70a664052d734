package io.systole.samples.powercuts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class CutResultTest {
    @Test
    void aLineOfTheFileOfResultsIsReadAsItWasWritten() {
        var result = new CutResult(3, CutResult.Kind.ALL, 12, 2, 1, 0, 1, 25.25, "LOST: write 7 is not on [n1]; the nodes do not agree");

        assertEquals(result, CutResult.parse(result.line()));
        assertFalse(result.good());
    }

    @Test
    void theTableHasARowForEachKindThatHappenedAndOneForAll() {
        var results = List.of(new CutResult(1, CutResult.Kind.DC, 10, 1, 1, 0, 0, 20.04, ""),
                new CutResult(2, CutResult.Kind.ALL, 9, 3, 2, 0, 0, 31, ""),
                new CutResult(3, CutResult.Kind.DC, 5, 0, 0, 1, 2, 22, "LOST"));

        assertEquals(List.of("| the DC | 2 | 15 | 1 | 2 | 1 | 1 | 22.0 s | 22.0 s | 1 |",
                "| all nodes at once | 1 | 9 | 3 | 0 | 2 | 0 | 31.0 s | 31.0 s | 0 |",
                "| all together | 3 | 24 | 4 | 2 | 3 | 1 | 22.0 s | 31.0 s | 1 |"), CutResult.table(results).lines().skip(2).toList());
    }
}
