package io.systole.lrm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory where agents keep their pid and state files (HA_RSCTMP). They take for granted that it is there. */
final class AgentTempDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(AgentTempDirectory.class);

    private AgentTempDirectory() {}

    /** Makes it, as the tmpfiles.d entry of the distribution would; an existing one is left as it is. */
    static void prepare(Path directory) {
        try {
            if (!Files.exists(directory)) {
                Files.createDirectories(directory);
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (IOException e) {
            LOG.error("{} cannot be made ({}): agents that keep state there will fail", directory, e.getMessage());
        }
    }
}
