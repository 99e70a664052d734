package io.systole.lrm.systemd;

import io.systole.lrm.systemd.SystemdException.Cause;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the bus on which systemd answers: made at the first call, made again after it was lost. Thread-safe; calls block.
 *
 * <p>Messages are built by hand instead of by proxies of the library: each call has a time limit of its own and may be given up, and
 * errors keep their names.
 */
final class SystemdBus implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SystemdBus.class);
    private static final String SYSTEMD = "org.freedesktop.systemd1";
    private static final String ROOT = "/org/freedesktop/systemd1";
    private static final String MANAGER = SYSTEMD + ".Manager";
    private static final String BUS = "org.freedesktop.DBus";
    private static final byte NO_FLAGS = 0;
    /** A call is looked after so often; the answer itself is not waited for by turns. */
    private static final Duration TURN = Duration.ofMillis(250);

    /** So many milliseconds the library goes on trying to connect, with all who ask waiting; whoever asks tries again himself. */
    private static final int ONE_TRY = 1;

    private final String address;
    private final JobBoard jobs;
    private Optional<DBusConnection> connection = Optional.empty();
    /** Whether this systemd has been asked to tell of the ends of jobs; a new one has to be asked again. */
    private volatile boolean subscribed;

    SystemdBus(String address, JobBoard jobs) {
        this.address = address;
        this.jobs = jobs;
    }

    /** Calls a method of systemd's manager. The first value of the answer, or none. */
    Optional<Object> manager(Patience patience, String method, String signature, Object... arguments) throws SystemdException {
        return call(patience, ROOT, MANAGER, method, signature, arguments);
    }

    /** Calls a method of an object of systemd. */
    Optional<Object> call(Patience patience, String path, String type, String method, String signature, Object... arguments)
            throws SystemdException {
        DBusConnection bus = connected();
        if (!subscribed) {
            subscribed = true;
            try {
                exchange(bus, patience, ROOT, MANAGER, "Subscribe", null);
            } catch (SystemdException e) {
                subscribed = false;
                if (e.passes()) {
                    throw e;
                }
                LOG.debug("systemd does not tell of the ends of jobs: {}", e.getMessage());
            }
        }
        return exchange(bus, patience, path, type, method, signature, arguments);
    }

    private Optional<Object> exchange(DBusConnection bus, Patience patience, String path, String type, String method, String signature,
            Object... arguments) throws SystemdException {
        try {
            MethodCall call = bus.getMessageFactory().createMethodCall(SYSTEMD, path, type, method, NO_FLAGS, signature, arguments);
            bus.sendMessage(call);
            Message answer = await(bus, call, patience);
            Object[] values = answer.getParameters();
            if (answer instanceof Error error) {
                throw refusal(bus, error.getName(), values);
            }
            return values == null || values.length == 0 ? Optional.empty() : Optional.of(values[0]);
        } catch (DBusException | DBusExecutionException e) {
            throw bus.isConnected() ? new SystemdException(Cause.OTHER, "the answer of systemd is not understood: " + e.getMessage())
                    : away(e.getMessage());
        }
    }

    private Message await(DBusConnection bus, MethodCall call, Patience patience) throws SystemdException {
        while (true) {
            Message answer = call.getReply(patience.rest(TURN).toMillis());
            if (answer != null) {
                return answer;
            }
            if (!bus.isConnected()) {
                throw away("the connection was lost");
            }
            if (patience.isOver()) {
                throw new SystemdException(Cause.NO_ANSWER, "systemd does not answer");
            }
        }
    }

    private SystemdException refusal(DBusConnection bus, String name, Object[] values) {
        return bus.isConnected() ? Refusals.of(name, values == null || values.length == 0 ? "" : String.valueOf(values[0]))
                : away("the connection was lost");
    }

    private SystemdException away(String why) {
        return new SystemdException(Cause.BUS_AWAY, "systemd cannot be asked, because D-Bus does not answer at " + address + " (" + why
                + "); see that dbus.service runs");
    }

    private synchronized DBusConnection connected() throws SystemdException {
        if (connection.filter(DBusConnection::isConnected).isPresent()) {
            return connection.get();
        }
        connection.ifPresent(SystemdBus::disconnect);
        connection = Optional.empty();
        DBusConnection fresh = connect();
        connection = Optional.of(fresh);
        return fresh;
    }

    private DBusConnection connect() throws SystemdException {
        DBusConnection fresh;
        try {
            fresh = DBusConnectionBuilder.forAddress(address).withShared(false).withDisconnectCallback(new Lost())
                    .transportConfig().withTimeout(ONE_TRY).back()
                    .receivingThreadConfig().withSignalThreadCount(1).withErrorHandlerThreadCount(1).withMethodCallThreadCount(1)
                    .withMethodReturnThreadCount(1).connectionConfig().build();
        } catch (DBusException | DBusExecutionException e) {
            throw away(rootOf(e));
        }
        subscribed = false;
        try {
            fresh.addGenericSigHandler(signal(MANAGER, "JobRemoved").build(), this::jobRemoved);
            fresh.addGenericSigHandler(signal(BUS, "NameOwnerChanged").withArg0123(0, SYSTEMD).build(), this::ownerChanged);
        } catch (DBusException | DBusExecutionException e) {
            disconnect(fresh);
            throw away(rootOf(e));
        }
        return fresh;
    }

    private static DBusMatchRuleBuilder signal(String type, String member) {
        return DBusMatchRuleBuilder.create().withType("signal").withInterface(type).withMember(member);
    }

    private void jobRemoved(DBusSignal signal) {
        try {
            Object[] values = signal.getParameters();
            jobs.ended(Values.path(values[1]), String.valueOf(values[3]));
        } catch (DBusException | RuntimeException e) {
            LOG.warn("news of systemd's jobs are not understood: {}", e.getMessage());
        }
    }

    /** systemd has gone, or come back: it knows nothing of us, and what happened in between was told to nobody. */
    private void ownerChanged(DBusSignal signal) {
        subscribed = false;
        jobs.disturbed();
    }

    private final class Lost implements IDisconnectCallback {
        @Override
        public void disconnectOnError(IOException e) {
            LOG.debug("the connection to {} was lost", address, e);
            jobs.disturbed();
        }
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static void disconnect(DBusConnection bus) {
        try {
            bus.close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("the connection to D-Bus did not close properly", e);
        }
    }

    /** Leaves the bus; a later call connects again. */
    @Override
    public synchronized void close() {
        connection.ifPresent(SystemdBus::disconnect);
        connection = Optional.empty();
    }
}
