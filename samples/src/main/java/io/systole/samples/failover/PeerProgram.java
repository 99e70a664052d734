package io.systole.samples.failover;

import io.systole.samples.lab.Command;

/** A program of a peer, run so that it finds its own tools and not those of Systole that have the same names. */
final class PeerProgram {
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private PeerProgram() {}

    /** The command, with none of Systole's programs in its path. */
    static Command of(String... words) {
        return Command.of(words).with("PATH", PATH);
    }
}
