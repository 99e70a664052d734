package io.systole.node.safety;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watchdog device of the kernel ({@code /dev/watchdog}, also that of softdog): once opened it resets the machine unless it is
 * written to in time; the letter V before closing disarms it. One thread at a time.
 */
final class WatchdogDevice {
    private static final Logger LOG = LoggerFactory.getLogger(WatchdogDevice.class);
    private static final int CLOSED = -1;

    private final Path path;
    private final int wanted;
    private int descriptor = CLOSED;
    private Duration timeout = Duration.ZERO;
    private boolean told;

    /**
     * A device that is not opened yet.
     *
     * @param timeout after which time without a sign of life it shall reset the machine; whole seconds
     */
    WatchdogDevice(Path path, Duration timeout) {
        this.path = path;
        this.wanted = (int) timeout.toSeconds();
    }

    /** Opens it if necessary, and prolongs its time; gives that time, or zero if it cannot be used. */
    Duration kick() {
        if (descriptor == CLOSED && !open()) {
            return Duration.ZERO;
        }
        if (!Ioctl.write(descriptor, (byte) 0)) {
            LOG.error("the watchdog {} does not take a sign of life, it may reset this machine", path);
        }
        return timeout;
    }

    private boolean open() {
        try {
            int opened = Ioctl.open(path);
            int seconds = Ioctl.setTimeout(opened, wanted);
            if (seconds < 0 || seconds > wanted) {
                Ioctl.write(opened, (byte) 'V');
                Ioctl.close(opened);
                throw new IOException(seconds < 0 ? path + " is no watchdog" : path + " resets after " + seconds + " s at the earliest, "
                        + wanted + " s or less are needed for this self_fencing_time");
            }
            descriptor = opened;
            timeout = Duration.ofSeconds(seconds);
            told = false;
            LOG.info("the watchdog {} is armed, it resets this machine after {} s without a sign of life", path, seconds);
            return true;
        } catch (IOException unusable) {
            if (!told) {
                LOG.error("no watchdog: {}", unusable.getMessage());
                told = true;
            }
            return false;
        }
    }

    void disarm() {
        if (descriptor != CLOSED) {
            Ioctl.write(descriptor, (byte) 'V');
            Ioctl.close(descriptor);
            descriptor = CLOSED;
            LOG.info("the watchdog {} is disarmed", path);
        }
    }
}
