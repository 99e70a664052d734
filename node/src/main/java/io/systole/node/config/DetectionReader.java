package io.systole.node.config;

import io.systole.messaging.FailureDetectionTimes;
import io.systole.node.config.NodeSettings.Detection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Reads how fast a dead node is noticed: a preset, and Heartbeat's words for single times. {@code deadtime} alone fits the other
 * times to itself; what does not go together is refused.
 */
final class DetectionReader {
    private static final FailureDetectionTimes RELAXED =
            new FailureDetectionTimes(Duration.ofSeconds(1), Duration.ofSeconds(6), Duration.ofSeconds(1));
    private static final Map<String, FailureDetectionTimes> PRESETS = Map.of("express", FailureDetectionTimes.EXPRESS,
            "fast", FailureDetectionTimes.FAST, "default", FailureDetectionTimes.DEFAULT, "normal", FailureDetectionTimes.DEFAULT,
            "relaxed", RELAXED);
    private static final Duration INIT_DEAD = Duration.ofSeconds(5);
    private static final Duration RESTART_GRACE = Duration.ofSeconds(3);

    private final SettingsReader lines;

    DetectionReader(SettingsReader lines) {
        this.lines = lines;
    }

    Detection detection() {
        String preset = lines.text(SettingKey.DETECTION).orElse("default");
        FailureDetectionTimes base = Optional.ofNullable(PRESETS.get(preset)).orElseThrow(() -> lines.wrong(SettingKey.DETECTION));
        FailureDetectionTimes times = times(base);
        Duration longer = times.deadTime().compareTo(INIT_DEAD) > 0 ? times.deadTime() : INIT_DEAD;
        Duration initDead = lines.span(SettingKey.INITDEAD, longer);
        if (initDead.compareTo(times.deadTime()) < 0) {
            throw lines.at(SettingKey.INITDEAD, "initdead = " + lines.text(SettingKey.INITDEAD).orElseThrow()
                    + " is shorter than deadtime (" + times.deadTime().toMillis() + " ms): nodes need longer to start than to be missed;"
                    + " say initdead = " + (2 * times.deadTime().toMillis()) + "ms or more");
        }
        return new Detection(preset, times, initDead, lines.span(SettingKey.RESTART_GRACE, RESTART_GRACE));
    }

    private FailureDetectionTimes times(FailureDetectionTimes base) {
        boolean own = lines.text(SettingKey.DEADTIME).isPresent();
        Duration deadTime = lines.span(SettingKey.DEADTIME, base.deadTime());
        Duration keepAlive = lines.span(SettingKey.KEEPALIVE, own ? deadTime.dividedBy(5) : base.keepAlive());
        Duration verifyTime = own ? fitted(deadTime.dividedBy(8)) : base.verifyTime();
        try {
            return lines.text(SettingKey.WARNTIME).isEmpty() ? new FailureDetectionTimes(keepAlive, deadTime, verifyTime)
                    : new FailureDetectionTimes(keepAlive, deadTime, verifyTime, lines.span(SettingKey.WARNTIME, deadTime));
        } catch (IllegalArgumentException contradiction) {
            SettingKey key = contradiction.getMessage().startsWith("warntime") ? SettingKey.WARNTIME
                    : own ? SettingKey.DEADTIME : SettingKey.KEEPALIVE;
            throw lines.text(key).isPresent() ? lines.at(key, contradiction.getMessage()) : lines.wholly(contradiction.getMessage());
        }
    }

    /** A suspect needs time for one answer, and a long dead time does not make that longer. */
    private static Duration fitted(Duration span) {
        Duration least = Duration.ofMillis(40);
        Duration most = Duration.ofSeconds(1);
        return span.compareTo(least) < 0 ? least : span.compareTo(most) > 0 ? most : span;
    }
}
