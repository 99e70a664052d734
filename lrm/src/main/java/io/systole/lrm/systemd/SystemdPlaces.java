package io.systole.lrm.systemd;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where systemd is found.
 *
 * @param booted a directory that is there if systemd runs this machine (sd_booted(3))
 * @param bus the address of the bus on which it answers, as D-Bus writes addresses
 * @param dropIns where settings for units are put that do not outlive a reboot
 * @param unitFiles where files of units are, those that win over others first
 * @param patience how long an operation that has not begun waits for a bus that is away, before it fails
 */
public record SystemdPlaces(Path booted, String bus, Path dropIns, List<Path> unitFiles, Duration patience) {
    /** The usual places on a Linux system. */
    public static SystemdPlaces defaults() {
        Path runtime = Path.of("/run/systemd/system");
        return new SystemdPlaces(runtime, "unix:path=/run/dbus/system_bus_socket", runtime,
                Stream.of("/etc", "/run", "/usr/local/lib", "/usr/lib", "/lib").map(root -> Path.of(root, "systemd/system")).toList(),
                Duration.ofSeconds(5));
    }
}
