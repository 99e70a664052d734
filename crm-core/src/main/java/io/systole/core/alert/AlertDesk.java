package io.systole.core.alert;

import io.systole.core.cib.Cib;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides which alert programs are to be run for an event of this node, and what they are told. One thread at a time.
 *
 * <p>Each call has a number of its own, which grows as long as the daemon lives; all calls for one event have the same time.
 */
public final class AlertDesk {
    private final String version;
    private final ZoneId zone;
    private long sequence;

    /**
     * A desk that has told nothing yet.
     *
     * @param version of this program, for {@code CRM_alert_version}
     * @param zone in which people read times, and in which dates of rules are meant
     */
    public AlertDesk(String version, ZoneId zone) {
        this.version = version;
        this.zone = zone;
    }

    /** The calls that are due for an event, by the configuration of this moment. */
    public List<AlertCall> calls(AlertEvent event, Cib cib, Instant now) {
        if (event instanceof AlertEvent.OperationEnd end && (end.expectedProbe() || end.isDescription())) {
            return List.of();
        }
        return AlertTarget.of(cib, now.atZone(zone)).stream().filter(target -> target.wants(event))
                .map(target -> call(target, event, now)).toList();
    }

    private AlertCall call(AlertTarget target, AlertEvent event, Instant now) {
        long number = ++sequence;
        SortedMap<String, String> environment = new TreeMap<>(AlertVariables.of(event));
        put(environment, "version", version);
        put(environment, "recipient", target.recipient());
        put(environment, "timestamp", TimestampFormat.write(target.timestampFormat(), now.atZone(zone)));
        put(environment, "timestamp_epoch", Long.toString(now.getEpochSecond()));
        put(environment, "timestamp_usec", "%06d".formatted(now.getNano() / 1000));
        environment.putAll(target.settings());
        put(environment, "node_sequence", Long.toString(number));
        return new AlertCall(target.alert() + " " + target.recipientId(), target.name(), event.kind().word() + " alert " + number,
                target.path(), target.timeout(), environment);
    }

    private static void put(SortedMap<String, String> environment, String name, String value) {
        environment.put(AlertVariables.PREFIX + name, value);
    }
}
