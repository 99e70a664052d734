package io.systole.core.arbitration;

import java.time.Duration;

/**
 * What is written in the lease's slot of a shared disk.
 *
 * @param cluster whose disk it is
 * @param holder the node that wrote it
 * @param term the holder's term
 * @param generation one more than that of what was there before
 * @param validity how long the holder counts on it, from before it began to write
 * @param released the holder does not need it any more
 */
public record LeaseRecord(String cluster, String holder, long term, long generation, Duration validity, boolean released) {}
