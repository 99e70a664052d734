package io.systole.samples.powercuts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the seed draws. */
class CutTest {
    @Test
    void theSameSeedDrawsTheSameCutWhateverWasBefore() {
        assertEquals(Cut.of(7, 12, 3), Cut.of(7, 12, 3));
        assertTrue(IntStream.range(1, 20).anyMatch(number -> !Cut.of(7, number, 3).delay().equals(Cut.of(8, number, 3).delay())));
    }

    @Test
    void everyNodeIsCutAndAboutEveryFifthTimeAllAre() {
        List<List<Integer>> victims = IntStream.rangeClosed(1, 500).mapToObj(number -> Cut.of(1, number, 3).victims()).toList();

        long all = victims.stream().filter(List.of(0, 1, 2)::equals).count();
        assertTrue(all > 70 && all < 130, "all of them " + all + " times");
        assertEquals(Set.of(0, 1, 2), victims.stream().filter(some -> some.size() == 1).map(List::getFirst).collect(Collectors.toSet()));
    }
}
