package io.systole.shell.format;

import java.time.Instant;

/** Points in time for people. */
public final class DateText {
    private DateText() {}

    /** The time in UTC: {@code 2026-11-20 11:28:03Z}. */
    public static String utc(Instant at) {
        return Texts.utc(at);
    }
}
