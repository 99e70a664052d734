package io.systole.node.safety;

import io.systole.core.spi.Watchdog;
import io.systole.node.config.SafetySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watchdog of a node: writes down until when what runs here may run on, keeps a guard process alive that acts on it, and holds
 * a watchdog device as long as that time is not over. Nothing of it happens on the caller's thread.
 */
public final class SafetyNet implements Watchdog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SafetyNet.class);
    private static final Path SYSRQ = Path.of("/proc/sysrq-trigger");
    private static final long KICK_MILLIS = 250;

    private final SafetySettings settings;
    private final DeadlineFile file;
    private final List<String> guardCommand;
    private final Optional<WatchdogDevice> device;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("safety net").factory());
    private final Duration timeout;
    private Process guard;
    /** Until when the device is kicked; empty: it is not armed. */
    private Optional<Long> until = Optional.empty();
    /** Nothing more has to be done to disarm it; asked for with each beat of a node where nothing has to be watched. */
    private final AtomicBoolean disarmed = new AtomicBoolean();

    /**
     * A net that is not spread before the first {@link #pet}.
     *
     * @param guardCommand starts the guard of this node
     */
    public SafetyNet(SafetySettings settings, Path runDirectory, List<String> guardCommand) {
        this.settings = settings;
        this.file = new DeadlineFile(runDirectory);
        this.guardCommand = List.copyOf(guardCommand);
        this.until = ofFormerDaemon();
        this.timeout = deviceTimeout(settings.selfFencing().time());
        this.device = settings.device().map(path -> new WatchdogDevice(path, timeout));
        device.ifPresent(any -> thread.scheduleAtFixedRate(this::kick, KICK_MILLIS, KICK_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** What a former daemon was told still counts: its device must be kept until then, and not longer. */
    private Optional<Long> ofFormerDaemon() {
        try {
            OptionalLong told = file.read();
            return told.isPresent() ? Optional.of(told.getAsLong()) : Optional.empty();
        } catch (IOException unreadable) {
            LOG.warn("what a former daemon was told cannot be read: {}", unreadable.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void pet(Duration left) {
        long deadline = System.nanoTime() + left.toNanos();
        disarmed.set(false);
        thread.execute(() -> {
            until = Optional.of(deadline);
            kick();
            if (settings.guard()) {
                keep(deadline);
            }
        });
    }

    private void keep(long deadline) {
        try {
            file.write(deadline);
            if (guard == null || !guard.isAlive()) {
                var builder = new ProcessBuilder(guardCommand);
                builder.redirectInput(Path.of("/dev/null").toFile()).redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
                guard = builder.start();
            }
        } catch (IOException failed) {
            LOG.error("there is no guard over this node's resources, should this daemon die: {}", failed.getMessage());
        }
    }

    /** The time after which the device resets a machine that is silent: several signs of life may fail to come. */
    static Duration deviceTimeout(Duration selfFencing) {
        Duration half = selfFencing.dividedBy(2);
        return Duration.ofSeconds(Math.clamp(half.toSeconds(), 1, 5));
    }

    /** Not so late that the machine would be reset after the self-fencing time. */
    private void kick() {
        long latest = settings.selfFencing().hardStop().dividedBy(2).minus(timeout).toNanos();
        if (until.filter(deadline -> deadline + latest - System.nanoTime() > 0).isPresent()) {
            device.ifPresent(WatchdogDevice::kick);
        }
    }

    @Override
    public void disarm() {
        if (disarmed.compareAndSet(false, true)) {
            thread.execute(this::disarmNow);
        }
    }

    private void disarmNow() {
        until = Optional.empty();
        device.ifPresent(WatchdogDevice::disarm);
        try {
            if (settings.guard() && file.read().isPresent()) {
                file.clear();
            }
        } catch (IOException failed) {
            disarmed.set(false);
            LOG.error("the guard cannot be told that there is nothing to guard: {}", failed.getMessage());
        }
    }

    @Override
    public void reset(String reason) {
        LOG.error("this machine has to be reset: {}", reason);
        resetMachine(settings.reset());
    }

    /** Resets the machine by the kernel's emergency key if that is allowed; a watchdog device does it otherwise. */
    public static void resetMachine(boolean allowed) {
        if (!allowed) {
            LOG.error("self_reset is not set, so it is not: what could not be ended here may run elsewhere too");
            return;
        }
        try {
            Files.writeString(SYSRQ, "b", StandardOpenOption.WRITE);
        } catch (IOException refused) {
            LOG.error("the kernel does not let this process reset the machine ({}); a watchdog device would", refused.getMessage());
        }
    }

    /** Ends the net in order: what runs here is stopped already, or shall run on unwatched. */
    @Override
    public void close() {
        thread.execute(this::disarmNow);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.warn("the safety net did not end in time");
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
