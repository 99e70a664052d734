package io.systole.lrm.systemd;

import java.util.Map;
import java.util.TreeMap;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** A unit of the fake systemd: its properties, and what its jobs come to. */
public final class FakeUnit implements Properties {
    final String name;
    volatile String load = "loaded";
    volatile String active = "inactive";
    volatile String sub = "dead";
    volatile String result = "success";
    volatile boolean conditionMet = true;
    volatile boolean outdated;
    /** The job that is queued; 0 if there is none. */
    volatile long job;
    /** How its jobs end. */
    volatile String jobResult = "done";
    /** Its state after a job. */
    volatile String after = "";
    /** Its jobs end when the test says so. */
    volatile boolean held;

    /** Two values that belong together, as text and path or number and path. */
    public static final class Pair extends Struct {
        @Position(0)
        public final UInt32 number;
        @Position(1)
        public final DBusPath path;

        Pair(long number, String path) {
            this.number = new UInt32(number);
            this.path = new DBusPath(path);
        }
    }

    /** Name and words of an error. */
    public static final class Words extends Struct {
        @Position(0)
        public final String name;
        @Position(1)
        public final String words;

        Words(String name, String words) {
            this.name = name;
            this.words = words;
        }
    }

    FakeUnit(String name) {
        this.name = name;
    }

    FakeUnit in(String state, String substate) {
        active = state;
        sub = substate;
        return this;
    }

    String path() {
        return pathOf(name);
    }

    static String pathOf(String name) {
        return "/org/freedesktop/systemd1/unit/" + name.replaceAll("[^A-Za-z0-9]", "_");
    }

    static String jobPath(long id) {
        return id == 0 ? "/" : "/org/freedesktop/systemd1/job/" + id;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <A> A Get(String type, String property) {
        return (A) new Variant<>(value(property));
    }

    private Object value(String property) {
        return switch (property) {
            case "Id" -> name;
            case "LoadState" -> load;
            case "ActiveState" -> active;
            case "SubState" -> sub;
            case "Result" -> result;
            case "Description" -> "What " + name + " does";
            case "ExecMainStatus" -> 3;
            case "ConditionResult" -> conditionMet;
            case "NeedDaemonReload" -> outdated;
            case "LoadError" -> new Words("", load.equals("bad-setting") ? "Service has no ExecStart=" : "");
            case "Job" -> new Pair(job, jobPath(job));
            default -> throw new IllegalArgumentException("no property " + property);
        };
    }

    @Override
    public <A> void Set(String type, String property, A value) {
        throw new UnsupportedOperationException("nobody sets properties");
    }

    @Override
    public Map<String, Variant<?>> GetAll(String type) {
        return new TreeMap<>();
    }

    @Override
    public String getObjectPath() {
        return path();
    }
}
