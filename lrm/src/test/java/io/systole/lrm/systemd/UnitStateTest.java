package io.systole.lrm.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.lrm.systemd.SystemdException.Cause;
import io.systole.lrm.systemd.UnitState.Activity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitStateTest {
    @ParameterizedTest
    @CsvSource({"active, UP", "reloading, UP", "refreshing, UP", "activating, MOVING", "deactivating, MOVING", "inactive, DOWN",
        "failed, DOWN", "maintenance, DOWN", "some-day, DOWN"})
    void aStateIsUpOrDownOrInBetween(String state, Activity activity) {
        assertEquals(activity, UnitState.activity(state));
    }

    @ParameterizedTest
    @CsvSource({"org.freedesktop.systemd1.NoSuchUnit, NO_SUCH_UNIT", "org.freedesktop.systemd1.LoadFailed, NO_SUCH_UNIT",
        "org.freedesktop.systemd1.UnitMasked, MASKED", "org.freedesktop.systemd1.TransactionIsDestructive, OTHER",
        "org.freedesktop.DBus.Error.NoReply, NO_ANSWER", "org.freedesktop.DBus.Error.ServiceUnknown, NO_ANSWER",
        "org.freedesktop.DBus.Error.NameHasNoOwner, NO_ANSWER", "org.freedesktop.DBus.Error.Spawn.ChildExited, NO_ANSWER",
        "org.freedesktop.DBus.Error.Disconnected, BUS_AWAY", "org.freedesktop.DBus.Error.AccessDenied, FORBIDDEN",
        "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired, FORBIDDEN"})
    void anErrorIsKnownByItsName(String name, Cause cause) {
        assertEquals(cause, Refusals.of(name, "said").why());
    }
}
