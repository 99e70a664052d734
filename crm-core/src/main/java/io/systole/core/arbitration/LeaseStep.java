package io.systole.core.arbitration;

import java.time.Duration;

/** What {@link DiskLease} wants done next, or what came of it. */
public sealed interface LeaseStep {
    /** Read the slot and give it to {@link DiskLease#read}. */
    record Look() implements LeaseStep {}

    /** Write the slot and tell {@link DiskLease#written} when it is on the disk. */
    record Write(LeaseRecord content) implements LeaseStep {}

    /** Let this time pass, then tell {@link DiskLease#settled}. */
    record Settle(Duration span) implements LeaseStep {}

    /** The end of a question. */
    record Answer(boolean granted, String reason) implements LeaseStep {}

    /** The end of what nobody waits for: a look in passing, a lease given back. */
    record Done() implements LeaseStep {}
}
