package io.systole.core.cib.edit;

import io.systole.core.cib.Cib;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Who changed the configuration, and when; written into the root element with each configuration change (C-158).
 *
 * @param at when, in the zone of the node that writes
 * @param node where the change came from
 * @param client the program that asked
 * @param user on whose behalf
 */
public record ChangeStamp(ZonedDateTime at, String node, String client, String user) {
    private static final DateTimeFormatter CTIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);

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
