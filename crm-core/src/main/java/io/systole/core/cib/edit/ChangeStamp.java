package io.systole.core.cib.edit;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Who changed the configuration, when and why; the first four are written into the root element with each configuration
 * change (C-158), all of it into the history.
 *
 * @param at when, in the zone of the node that writes
 * @param node where the change came from
 * @param client the program that asked
 * @param user on whose behalf
 * @param comment why, in the words of who asked; empty if nothing was said
 * @param undoes the version that the change led to which this one undoes
 */
public record ChangeStamp(ZonedDateTime at, String node, String client, String user, String comment, Optional<CibVersion> undoes) {
    /** The client of changes that the cluster makes on its own account. */
    public static final String CLUSTER = "systoled";

    private static final int LONGEST_COMMENT = 500;
    private static final DateTimeFormatter CTIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);

    public ChangeStamp {
        String line = comment.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        comment = line.length() > LONGEST_COMMENT ? line.substring(0, LONGEST_COMMENT) + "…" : line;
    }

    /** A stamp of a change that says nothing of its reason. */
    public ChangeStamp(ZonedDateTime at, String node, String client, String user) {
        this(at, node, client, user, "", Optional.empty());
    }

    /** What a CIB says of its last change; its time is not read back, since it is written for people. */
    public static ChangeStamp of(Cib cib) {
        return new ChangeStamp(Instant.EPOCH.atZone(ZoneOffset.UTC), cib.root().get("update-origin", ""),
                cib.root().get("update-client", ""), cib.root().get("update-user", ""));
    }

    /** The CIB with this stamp in place of the former one; what is empty here is removed there. */
    public Cib on(Cib cib) {
        return cib.withAttribute("cib-last-written", CTIME.format(at))
                .withAttribute("update-origin", orAbsent(node))
                .withAttribute("update-client", orAbsent(client))
                .withAttribute("update-user", orAbsent(user));
    }

    private static String orAbsent(String value) {
        return value.isEmpty() ? null : value;
    }
}
