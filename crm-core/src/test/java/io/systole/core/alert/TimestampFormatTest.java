package io.systole.core.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What date(1) of GNU writes in the C locale, and Pacemaker's fractions. */
class TimestampFormatTest {
    /** Three moments at whose year's turn the week belongs to the other year. */
    @ParameterizedTest
    @CsvSource(delimiter = '=', ignoreLeadingAndTrailingWhitespace = false, value = {
        "Europe/Berlin=1767222245=%a %A %b %B %h=Thu Thursday Jan January Jan",
        "Europe/Berlin=1767222245=%c|%C|%d|%D|%e|%F=Thu Jan  1 00:04:05 2026|20|01|01/01/26| 1|2026-01-01",
        "Europe/Berlin=1767222245=%g %G %V %u %U %w %W %j=26 2026 01 4 00 4 00 001",
        "Europe/Berlin=1767222245=%H %I %k|%l|%M %p %P %r %R %S %T %s=00 12  0|12|04 AM am 12:04:05 AM 00:04 05 00:04:05 1767222245",
        "Europe/Berlin=1767222245=%x %X %y %Y %z %Z %%=01/01/26 00:04:05 26 2026 +0100 CET %",
        "UTC=1735563909=%-d %_H %05m %^a %10Y %#p %-H%_m=30 13 00012 MON 0000002024 pm 1312",
        "UTC=1735563909=%g %G %V %u %U %w %W %j=25 2025 01 1 52 1 53 365",
        "UTC=1672531509=%g %G %V %u %U %w %W %j=22 2022 52 7 01 0 00 001",
        "UTC=1672531509=%k|%l|%p|%Ey %Od|= 0|12|AM|23 01|"})
    void everyConversionIsThatOfDate(String zone, long second, String format, String text) {
        assertEquals(text, TimestampFormat.write(format, Instant.ofEpochSecond(second).atZone(ZoneId.of(zone))));
    }

    @ParameterizedTest
    @CsvSource({"%06N,012345", "%6N,012345", "%03N,012", "%1N,0", "%9N,012345", "%N,''", "%0N,''", "%99999999999N,012345"})
    void fractionsAreCutOffAtMicroseconds(String format, String text) {
        assertEquals(text, TimestampFormat.write(format, Instant.ofEpochSecond(0, 12_345_999).atZone(ZoneId.of("UTC"))));
    }

    @ParameterizedTest
    @CsvSource(ignoreLeadingAndTrailingWhitespace = false, value = {"%Q at 5%,%Q at 5%", "plain $1 \\ text,plain $1 \\ text", "'',''"})
    void whatIsNoConversionStays(String format, String text) {
        assertEquals(text, TimestampFormat.write(format, Instant.EPOCH.atZone(ZoneId.of("UTC"))));
    }

    @Test
    void linesAndTabsCanBeWritten() {
        assertEquals("\n\t", TimestampFormat.write("%n%t", Instant.EPOCH.atZone(ZoneId.of("UTC"))));
    }

    @Test
    void noFormatThatPeopleCanWriteBreaksIt() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        ZonedDateTime moment = Instant.ofEpochSecond(1_800_000_000L).atZone(ZoneId.of("Asia/Kathmandu"));
        for (int i = 0; i < 2000; i++) {
            var format = new StringBuilder();
            random.ints(12, 0, 16).forEach(one -> format.append("%%%_-0^#9EO\\$".charAt(Math.min(one, 11)))
                    .append((char) ('A' + random.nextInt(58))));
            assertNotNull(TimestampFormat.write(format.toString(), moment), () -> "seed " + seed + ": " + format);
        }
    }
}
