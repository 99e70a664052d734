package io.systole.lrm.kernel;

/**
 * How long nobody listens after a change has been told. A machine on which addresses or mounts change all the time, such as one with many
 * short containers, is to spend next to nothing on being told so. Times are {@link System#nanoTime()}.
 */
final class DeafTime {
    static final long SHORTEST = 20_000_000;
    static final long LONGEST = 320_000_000;
    /** After so long without a change the next one counts as the first. */
    static final long REST = 1_000_000_000;

    private long pause;
    private long until;

    /** A change is told now; until when the next one has to wait. Twice as long each time while they come one after the other. */
    long after(long now) {
        boolean first = pause == 0 || now - until > REST;
        pause = first ? SHORTEST : Math.min(2 * pause, LONGEST);
        until = now + pause;
        return until;
    }
}
