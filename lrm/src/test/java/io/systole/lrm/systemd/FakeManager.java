package io.systole.lrm.systemd;

import java.util.List;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;

/** What of systemd's manager the tests have, in the library's way of saying it. */
@DBusInterfaceName("org.freedesktop.systemd1.Manager")
public interface FakeManager extends DBusInterface {
    @DBusMemberName("Subscribe")
    void subscribe();

    @DBusMemberName("LoadUnit")
    DBusPath loadUnit(String name);

    @DBusMemberName("StartUnit")
    DBusPath startUnit(String name, String mode);

    @DBusMemberName("StopUnit")
    DBusPath stopUnit(String name, String mode);

    @DBusMemberName("RestartUnit")
    DBusPath restartUnit(String name, String mode);

    @DBusMemberName("KillUnit")
    void killUnit(String name, String whom, int signal);

    @DBusMemberName("Reload")
    void reload();

    @DBusMemberName("ListUnitFiles")
    List<UnitFile> listUnitFiles();

    /** A row of the list of files. */
    final class UnitFile extends Struct {
        @Position(0)
        public final String path;
        @Position(1)
        public final String state;

        public UnitFile(String path, String state) {
            this.path = path;
            this.state = state;
        }
    }

    /** That a job has ended. */
    final class JobRemoved extends DBusSignal {
        public JobRemoved(String path, UInt32 id, DBusPath job, String unit, String result) throws DBusException {
            super(path, id, job, unit, result);
        }
    }
}
