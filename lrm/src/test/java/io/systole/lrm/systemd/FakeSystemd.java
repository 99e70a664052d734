package io.systole.lrm.systemd;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.systemd1.NoSuchUnit;

/** Plays systemd on a bus. Units and jobs outlive its connection, as they outlive a daemon-reexec. */
public final class FakeSystemd implements FakeManager, AutoCloseable {
    private static final String ROOT = "/org/freedesktop/systemd1";

    private final String address;
    private final Map<String, FakeUnit> units = new ConcurrentSkipListMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final AtomicLong jobs = new AtomicLong();
    private volatile boolean subscribed;
    private DBusConnection connection;

    public FakeSystemd(String address) throws DBusException {
        this.address = address;
        begin();
    }

    /** Comes (back) to the bus. */
    public void begin() throws DBusException {
        subscribed = false;
        connection = DBusConnectionBuilder.forAddress(address).withShared(false).build();
        connection.exportObject(ROOT, this);
        for (FakeUnit unit : units.values()) {
            connection.exportObject(unit.path(), unit);
        }
        connection.requestBusName("org.freedesktop.systemd1");
    }

    /** A unit with a file. */
    public FakeUnit unit(String name) {
        return units.computeIfAbsent(name, fresh -> {
            var unit = new FakeUnit(fresh);
            try {
                connection.exportObject(unit.path(), unit);
            } catch (DBusException e) {
                throw new IllegalStateException(e);
            }
            return unit;
        });
    }

    /** What it was told to do, in the order of time. */
    public List<String> calls() {
        return calls;
    }

    boolean hasSubscriber() {
        return subscribed;
    }

    @Override
    public void subscribe() {
        subscribed = true;
    }

    @Override
    public DBusPath loadUnit(String name) {
        if (!units.containsKey(name)) {
            unit(name).load = "not-found";
        }
        return new DBusPath(units.get(name).path());
    }

    @Override
    public DBusPath startUnit(String name, String mode) {
        return queue("start", name, "active");
    }

    @Override
    public DBusPath stopUnit(String name, String mode) {
        return queue("stop", name, "inactive");
    }

    @Override
    public DBusPath restartUnit(String name, String mode) {
        return queue("restart", name, "active");
    }

    private DBusPath queue(String what, String name, String usualState) {
        calls.add(what + " " + name);
        FakeUnit unit = units.get(name);
        if (unit == null || unit.load.equals("not-found")) {
            throw new NoSuchUnit("Unit " + name + " not found.");
        }
        if (unit.job == 0) {
            unit.job = jobs.incrementAndGet();
            if (unit.after.isEmpty()) {
                unit.after = usualState;
            }
        }
        long id = unit.job;
        if (!unit.held) {
            finish(unit);
        }
        return new DBusPath(FakeUnit.jobPath(id));
    }

    /** The job of this unit ends, and all who listen hear it. */
    public void finish(FakeUnit unit) {
        long id = unit.job;
        unit.active = unit.after;
        unit.after = "";
        unit.job = 0;
        if (!subscribed) {
            return;
        }
        try {
            connection.sendMessage(new JobRemoved(ROOT, new UInt32(id), new DBusPath(FakeUnit.jobPath(id)), unit.name, unit.jobResult));
        } catch (DBusException | DBusExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void killUnit(String name, String whom, int signal) {
        calls.add("kill " + name + " " + whom + " " + signal);
    }

    @Override
    public void reload() {
        calls.add("reload");
    }

    @Override
    public List<UnitFile> listUnitFiles() {
        return units.values().stream().filter(unit -> !unit.load.equals("not-found"))
                .map(unit -> new UnitFile("/lib/systemd/system/" + unit.name, unit.load.equals("masked") ? "masked" : "disabled")).toList();
    }

    @Override
    public String getObjectPath() {
        return ROOT;
    }

    /** Leaves the bus without a word. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
