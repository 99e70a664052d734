package io.systole.lrm.systemd;

import java.util.List;
import java.util.Optional;

/** What systemd's manager is asked, in the words of units. Thread-safe; blocks. */
final class Manager implements AutoCloseable {
    private static final String UNIT = "org.freedesktop.systemd1.Unit";
    private static final String PROPERTIES = "org.freedesktop.DBus.Properties";
    private static final int KILL = 9;
    private static final String NO_JOB = "/";

    private final SystemdBus bus;

    Manager(SystemdBus bus) {
        this.bus = bus;
    }

    /** Has a unit loaded; gives the path of its object. A unit without a file has one, too. */
    String load(UnitName unit, Patience patience) throws SystemdException {
        return Values.path(bus.manager(patience, "LoadUnit", "s", unit.value()).orElse(NO_JOB));
    }

    /** {@code ActiveState} of the unit with this object. */
    String active(String path, Patience patience) throws SystemdException {
        return Values.text(property(path, UNIT, "ActiveState", patience));
    }

    UnitState state(String path, Patience patience) throws SystemdException {
        List<?> loadError = Values.fields(property(path, UNIT, "LoadError", patience));
        String job = Values.path(Values.fields(property(path, UNIT, "Job", patience)).getLast());
        return new UnitState(text(path, "Id", patience), text(path, "LoadState", patience),
                loadError.isEmpty() ? "" : Values.text(loadError.getLast()), text(path, "ActiveState", patience),
                text(path, "SubState", patience), job.equals(NO_JOB) ? "" : job,
                Values.flag(property(path, UNIT, "ConditionResult", patience)),
                Values.flag(property(path, UNIT, "NeedDaemonReload", patience)));
    }

    /** Why it failed, as its kind knows: {@code exit-code}, {@code timeout}, {@code start-limit-hit} …; empty if it does not say. */
    String result(String path, UnitName unit, Patience patience) throws SystemdException {
        String kind = unit.value().substring(unit.value().lastIndexOf('.') + 1);
        String type = "org.freedesktop.systemd1." + Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
        try {
            String result = Values.text(property(path, type, "Result", patience));
            if (!unit.isService() || !result.equals("exit-code")) {
                return result;
            }
            return result + ", status " + Values.text(property(path, type, "ExecMainStatus", patience));
        } catch (SystemdException e) {
            if (e.passes()) {
                throw e;
            }
            return "";
        }
    }

    /** Queues a job instead of whatever is queued for the unit; gives its path. */
    String queue(UnitAction action, UnitName unit, Patience patience) throws SystemdException {
        return Values.path(bus.manager(patience, action.method(), "ss", unit.value(), "replace").orElse(NO_JOB));
    }

    /** Returns when systemd has read all files of units again. */
    void reload(Patience patience) throws SystemdException {
        bus.manager(patience, "Reload", null);
    }

    /** Kills everything of a unit. */
    void kill(UnitName unit, Patience patience) throws SystemdException {
        bus.manager(patience, "KillUnit", "ssi", unit.value(), "all", KILL);
    }

    /** All files of units that there are, with their state: rows of path and state. */
    List<?> unitFiles(Patience patience) throws SystemdException {
        return bus.manager(patience, "ListUnitFiles", null).map(Values::fields).orElse(List.of());
    }

    /** All units that are loaded: rows that begin with name and description. */
    List<?> units(Patience patience) throws SystemdException {
        return bus.manager(patience, "ListUnits", null).map(Values::fields).orElse(List.of());
    }

    String text(String path, String property, Patience patience) throws SystemdException {
        return Values.text(property(path, UNIT, property, patience));
    }

    private Object property(String path, String type, String name, Patience patience) throws SystemdException {
        Optional<Object> value = bus.call(patience, path, PROPERTIES, "Get", "ss", type, name);
        return value.orElseThrow(() -> new SystemdException(SystemdException.Cause.OTHER, "systemd gives no " + name));
    }

    @Override
    public void close() {
        bus.close();
    }
}
