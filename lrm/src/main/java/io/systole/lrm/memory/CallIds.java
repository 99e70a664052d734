package io.systole.lrm.memory;

/**
 * Numbers operations. The numbers of a node only ever grow, over restarts and crashes too, since the history of a resource
 * is put in order by them. They are reserved in blocks, so that only one operation in a thousand waits for the disk.
 * Not thread-safe.
 */
public final class CallIds {
    private static final int BLOCK = 1000;

    private final Reservation reservation;
    private long last;
    private long reserved;

    /** Goes on above everything that may have been given out before. */
    public CallIds(Reservation reservation) {
        this.reservation = reservation;
        this.last = reservation.read();
        this.reserved = last;
    }

    /** The next number. */
    public long next() {
        last++;
        if (last > reserved) {
            reserved = last + BLOCK - 1;
            reservation.write(reserved);
        }
        return last;
    }

    /** Where the highest number that may have been given out is kept. */
    public interface Reservation {
        /** The highest number that may have been given out; 0 at the very first start. */
        long read();

        /** Keeps a higher one. Must not fail: if it cannot be kept, operations must go on all the same. */
        void write(long highest);
    }
}
