package io.systole.lrm.systemd;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The settings that leave a unit to the cluster as long as the cluster holds it. They are gone after a reboot, and taken away before a
 * stop: with {@code Before=} systemd would hold back the stop of a unit for the end of a daemon that is to stop just that.
 */
final class DropIn {
    private static final String FILE = "50-systole.conf";
    private static final String UNIT = """
            # Written by systoled, which runs this unit for the cluster. Taken away when the cluster stops the unit.
            [Unit]
            # When the machine goes down the cluster ends first, and stops its resources in its own order.
            Before=systole.service
            # Nothing but the cluster stops it: no isolated target, and not that no other unit needs it.
            IgnoreOnIsolate=yes
            StopWhenUnneeded=no
            # The cluster counts failures, and decides how often it is tried.
            StartLimitIntervalSec=0
            """;
    private static final String SERVICE = """

            [Service]
            # What failed is seen by the monitor; the cluster decides whether and where it is started again.
            Restart=no
            RestartForceExitStatus=
            """;

    private final Path directory;

    DropIn(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes sure that it is there; true if it was not.
     *
     * @throws IOException if it cannot be written
     */
    boolean put(UnitName unit) throws IOException {
        String wanted = text(unit);
        Path file = file(unit);
        if (Files.isRegularFile(file) && Files.readString(file).equals(wanted)) {
            return false;
        }
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(FILE + ".new");
        Files.writeString(fresh, wanted);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /**
     * Takes it away; true if it was there.
     *
     * @throws IOException if it cannot be deleted
     */
    boolean remove(UnitName unit) throws IOException {
        boolean was = Files.deleteIfExists(file(unit));
        if (was) {
            try {
                Files.delete(file(unit).getParent());
            } catch (DirectoryNotEmptyException | NoSuchFileException ignored) {
                // Others have settings there, too.
            }
        }
        return was;
    }

    Path file(UnitName unit) {
        return directory.resolve(unit + ".d").resolve(FILE);
    }

    static String text(UnitName unit) {
        return unit.isService() ? UNIT + SERVICE : UNIT;
    }
}
