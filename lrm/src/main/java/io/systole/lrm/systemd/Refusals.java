package io.systole.lrm.systemd;

import io.systole.lrm.systemd.SystemdException.Cause;
import java.util.Map;

/** What the names of D-Bus errors mean. */
final class Refusals {
    private static final String SYSTEMD = "org.freedesktop.systemd1.";
    private static final String BUS = "org.freedesktop.DBus.Error.";
    private static final Map<String, Cause> CAUSES = Map.ofEntries(
            Map.entry(SYSTEMD + "NoSuchUnit", Cause.NO_SUCH_UNIT),
            Map.entry(SYSTEMD + "LoadFailed", Cause.NO_SUCH_UNIT),
            Map.entry(SYSTEMD + "InvalidName", Cause.NO_SUCH_UNIT),
            Map.entry(SYSTEMD + "UnitMasked", Cause.MASKED),
            Map.entry(SYSTEMD + "ShuttingDown", Cause.NO_ANSWER),
            Map.entry(BUS + "AccessDenied", Cause.FORBIDDEN),
            Map.entry(BUS + "AuthFailed", Cause.FORBIDDEN),
            Map.entry(BUS + "InteractiveAuthorizationRequired", Cause.FORBIDDEN),
            Map.entry(BUS + "NoReply", Cause.NO_ANSWER),
            Map.entry(BUS + "Timeout", Cause.NO_ANSWER),
            Map.entry(BUS + "TimedOut", Cause.NO_ANSWER),
            Map.entry(BUS + "ServiceUnknown", Cause.NO_ANSWER),
            Map.entry(BUS + "NameHasNoOwner", Cause.NO_ANSWER),
            Map.entry(BUS + "Disconnected", Cause.BUS_AWAY));

    private Refusals() {}

    /** The same as an exception. The bus tries to start a systemd that it does not see, and fails in one of several ways. */
    static SystemdException of(String error, String message) {
        Cause cause = error.startsWith(BUS + "Spawn.") ? Cause.NO_ANSWER : CAUSES.getOrDefault(error, Cause.OTHER);
        String said = message.isBlank() ? error : message.strip();
        return new SystemdException(cause, cause == Cause.NO_ANSWER ? "systemd does not answer (" + said + ")" : said);
    }
}
