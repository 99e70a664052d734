package org.freedesktop.systemd1;

import org.freedesktop.dbus.exceptions.DBusExecutionException;

/** The library names an error on the bus by its class, and systemd names this one so. */
public final class NoSuchUnit extends DBusExecutionException {
    private static final long serialVersionUID = 1;

    public NoSuchUnit(String message) {
        super(message);
    }
}
