package io.systole.lrm.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the highest reserved call id in a file of one line. */
public final class ReservationFile implements CallIds.Reservation {
    private static final Logger LOG = LoggerFactory.getLogger(ReservationFile.class);

    private final Path file;
    private final Clock clock;

    /** The file {@code call-ids} in this directory, which is made if it is not there. */
    public ReservationFile(Path stateDirectory, Clock clock) throws IOException {
        PrivateFiles.createDirectory(stateDirectory);
        this.file = stateDirectory.resolve("call-ids");
        this.clock = clock;
    }

    @Override
    public long read() {
        try {
            return Long.parseUnsignedLong(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException | NumberFormatException e) {
            // Seconds since 1970 are above any count that one operation at a time could have reached, and fit 31 bits until 2038.
            long fresh = clock.instant().getEpochSecond();
            LOG.error("{} cannot be read ({}): call ids go on from {}, the time of day, so that none comes twice",
                    file, e.getMessage(), fresh);
            return fresh;
        }
    }

    @Override
    public void write(long highest) {
        try {
            PrivateFiles.write(file, highest + "\n", true);
        } catch (IOException e) {
            LOG.error("{} cannot be written ({}): call ids above {} may come twice after a restart; make room on that disk",
                    file, e.getMessage(), highest, e);
        }
    }
}
