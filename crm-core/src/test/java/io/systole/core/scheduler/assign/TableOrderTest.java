package io.systole.core.scheduler.assign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Expected orders are what a table of GLib 2.74 gave for the same keys. */
class TableOrderTest {
    @Test
    void aFewNodesComeInTheOrderOfTheirHashes() {
        assertEquals(List.of("1", "3", "5", "2", "4"), TableOrder.of(List.of("1", "2", "3", "4", "5"), Function.identity()));
    }

    @Test
    void entriesMakeRoomForEachOtherWhenTheTableGrows() {
        List<String> keys = List.of("1284", "3248", "2258", "eb", "adgb", "1192", "dgeafc", "ccc", "3216", "yz");

        assertEquals(List.of("yz", "eb", "dgeafc", "3248", "1284", "adgb", "1192", "2258", "ccc", "3216"),
                TableOrder.of(keys, Function.identity()));
    }

    @Test
    void noEntryIsLostHoweverManyThereAre() {
        List<String> keys = IntStream.range(0, 3000).mapToObj(Integer::toString).toList();

        List<String> sorted = TableOrder.of(keys, Function.identity());

        assertEquals(keys, sorted.stream().sorted(java.util.Comparator.comparingInt(Integer::parseInt)).toList());
    }
}
