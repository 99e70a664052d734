package io.systole.shell.format;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Words and numbers in status lists, as Pacemaker 2.1 writes them. */
final class Texts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ENGLISH);

    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS'Z'", Locale.ENGLISH);

    /** What stands for the feature set of a node that does not tell it. */
    static final String OLD_FEATURE_SET = "<3.15.1";

    private Texts() {}

    /** A point in time as {@code ctime} writes it. */
    static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }

    static String time(long epochSeconds, ZoneId zone) {
        return time(Instant.ofEpochSecond(epochSeconds), zone);
    }

    static String utc(Instant at) {
        return UTC.format(at.atZone(ZoneOffset.UTC));
    }

    /** A point in time to the microsecond. */
    static String exact(Instant at) {
        return EXACT.format(at.atZone(ZoneOffset.UTC));
    }

    /** A span in friendly units: {@code 20ms}, {@code 1.520s}, {@code 10s}, {@code 1m30s}; a unit is used only above one of it. */
    static String span(long millis) {
        var text = new StringBuilder();
        long left = millis;
        left = part(text, left, 86_400_000L, "d");
        left = part(text, left, 3_600_000L, "h");
        left = part(text, left, 60_000L, "m");
        if (left > 1000) {
            text.append(left / 1000);
            if (left % 1000 > 0) {
                text.append(String.format(Locale.ROOT, ".%03d", left % 1000));
            }
            text.append('s');
        } else if (left > 0) {
            text.append(left).append("ms");
        } else if (text.isEmpty()) {
            text.append("0s");
        }
        return text.toString();
    }

    private static long part(StringBuilder text, long millis, long unit, String name) {
        if (millis <= unit) {
            return millis;
        }
        text.append(millis / unit).append(name);
        return millis % unit;
    }

    static String exitCode(int rc) {
        return switch (rc) {
            case 0 -> "ok";
            case 1 -> "error";
            case 2 -> "invalid parameter";
            case 3 -> "unimplemented feature";
            case 4 -> "insufficient privileges";
            case 5 -> "not installed";
            case 6 -> "not configured";
            case 7 -> "not running";
            case 8 -> "promoted";
            case 9 -> "promoted (failed)";
            case 190 -> "OCF_DEGRADED";
            case 191 -> "promoted (degraded)";
            default -> "unknown";
        };
    }

    static String executionStatus(int status) {
        return switch (status) {
            case -1 -> "pending";
            case 0 -> "complete";
            case 1 -> "Cancelled";
            case 2 -> "Timed Out";
            case 3 -> "NOT SUPPORTED";
            case 4 -> "Error";
            case 5 -> "Hard error";
            case 6 -> "Fatal error";
            case 7 -> "Not installed";
            case 8 -> "Internal communication failure";
            case 9 -> "Cannot execute now";
            case 10 -> "No fence device";
            case 11 -> "CIB secrets unavailable";
            default -> "UNKNOWN!";
        };
    }
}
