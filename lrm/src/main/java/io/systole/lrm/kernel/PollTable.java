package io.systole.lrm.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Which descriptors are waited for, and for what ({@code poll(2)}). One thread. */
final class PollTable {
    /** {@code struct pollfd}: the descriptor, what is asked, what is answered. */
    private static final int ENTRY_BYTES = 8;
    private static final int ASKED = 4;
    private static final int ANSWERED = 6;
    private static final long NANOS_IN_MILLI = 1_000_000;

    private final SequencedMap<Integer, Short> asked = new LinkedHashMap<>();

    void add(int descriptor, short events) {
        asked.put(descriptor, events);
    }

    void remove(int descriptor) {
        asked.remove(descriptor);
    }

    /**
     * Waits until something has come for one of them, or the time is over; gives those for which something has come.
     *
     * @param nanos how long at most; negative for ever
     */
    List<Integer> await(long nanos) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment entries = arena.allocate((long) ENTRY_BYTES * asked.size(), ValueLayout.JAVA_INT.byteAlignment());
            List<Integer> descriptors = List.copyOf(asked.keySet());
            for (int i = 0; i < descriptors.size(); i++) {
                entries.set(ValueLayout.JAVA_INT, (long) i * ENTRY_BYTES, descriptors.get(i));
                entries.set(ValueLayout.JAVA_SHORT, (long) i * ENTRY_BYTES + ASKED, asked.get(descriptors.get(i)));
            }
            // Rounded up, so that what is due is due when it returns; but a negative time rounded up would be none at all.
            int milliseconds = nanos < 0 ? -1 : (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(nanos, NANOS_IN_MILLI));
            Descriptors.poll(entries, descriptors.size(), milliseconds);
            var come = new ArrayList<Integer>();
            for (int i = 0; i < descriptors.size(); i++) {
                if (entries.get(ValueLayout.JAVA_SHORT, (long) i * ENTRY_BYTES + ANSWERED) != 0) {
                    come.add(descriptors.get(i));
                }
            }
            return come;
        }
    }
}
