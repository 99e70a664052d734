package io.systole.lrm.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallIdsTest {
    private final Memory memory = new Memory();

    private static final class Memory implements CallIds.Reservation {
        private final List<Long> writes = new ArrayList<>();

        @Override
        public long read() {
            return writes.isEmpty() ? 0 : writes.getLast();
        }

        @Override
        public void write(long highest) {
            writes.add(highest);
        }
    }

    @Test
    void countFromOne() {
        var ids = new CallIds(memory);

        assertEquals(List.of(1L, 2L, 3L), List.of(ids.next(), ids.next(), ids.next()));
    }

    @Test
    void areReservedBeforeTheyAreGivenOut() {
        var ids = new CallIds(memory);

        for (int i = 0; i < 2500; i++) {
            assertTrue(ids.next() <= memory.read());
        }

        assertEquals(3, memory.writes.size(), "and in blocks, not one by one");
    }

    @Test
    void goOnAboveAllThatMayHaveBeenGivenOut() {
        long last = new CallIds(memory).next();

        long next = new CallIds(memory).next();

        assertTrue(next > last, last + " then " + next);
        assertEquals(1001, next);
    }
}
