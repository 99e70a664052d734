package io.systole.lrm.systemd;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where systemd is found.
 *
 * @param booted a directory that is there if systemd runs this machine (sd_booted(3))
 * @param bus the address of the bus on which it answers, as D-Bus writes addresses
 * @param dropIns where settings for units are put that do not outlive a reboot
 * @param patience how long an operation that has not begun waits for a bus that is away, before it fails
 */
public record SystemdPlaces(Path booted, String bus, Path dropIns, Duration patience) {
    /** The usual places on a Linux system. */
    public static SystemdPlaces defaults() {
        Path runtime = Path.of("/run/systemd/system");
        return new SystemdPlaces(runtime, "unix:path=/run/dbus/system_bus_socket", runtime, Duration.ofSeconds(5));
    }
}
