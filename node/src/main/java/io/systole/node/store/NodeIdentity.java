package io.systole.node.store;

import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Who this daemon is among all that ever ran under its node's name: the incarnation is raised and written to disk at each
 * start, before anybody hears of it.
 *
 * <p>An incarnation is at least the time of the start in epoch seconds, so that a node whose disk was replaced is still
 * recognised as newer than it was before; the file makes it grow even when the clock was set back.
 *
 * @param member name and incarnation
 * @param warnings one sentence for each thing that was wrong
 */
public record NodeIdentity(Member member, List<String> warnings) {
    public NodeIdentity {
        warnings = List.copyOf(warnings);
    }

    /**
     * The identity for this start of the daemon.
     *
     * @param directory where the file {@code incarnation} is, for example {@code /var/lib/systole}; made if necessary
     * @throws java.io.UncheckedIOException if the incarnation cannot be written: the daemon must not start then
     */
    public static NodeIdentity next(Path directory, NodeName name, Clock clock) {
        var files = new SafeFiles(directory, new PosixDisk(), clock);
        files.prepare();
        var warnings = new ArrayList<String>();
        var file = new NumberFile(files, "incarnation", warnings);
        long incarnation = Math.max(file.number() + 1, clock.instant().getEpochSecond());
        file.raise(incarnation);
        return new NodeIdentity(new Member(name, incarnation), warnings);
    }
}
