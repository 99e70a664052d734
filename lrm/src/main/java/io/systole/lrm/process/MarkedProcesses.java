package io.systole.lrm.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what agents have started by the mark in its environment, which a process inherits and seldom throws away, even when it
 * leaves for a session of its own. Thread-safe.
 */
public final class MarkedProcesses {
    /** The environment variable that marks whatever descends from an agent of this node. */
    public static final String MARK = "SYSTOLE_NODE";

    private static final Logger LOG = LoggerFactory.getLogger(MarkedProcesses.class);
    private static final int ROUNDS = 5;

    private final Path proc;
    private final String entry;

    /** Looks for this value of the mark. */
    public MarkedProcesses(String value) {
        this(Path.of("/proc"), value);
    }

    MarkedProcesses(Path proc, String value) {
        this.proc = proc;
        this.entry = MARK + "=" + value;
    }

    /** Kills them all, and what they start while being killed; returns how many there were. */
    public int kill() {
        int killed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int found = 0;
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
                for (Path process : processes) {
                    if (marked(process) && Libc.kill(Long.parseLong(process.getFileName().toString()), ProcessGroup.KILL)) {
                        found++;
                    }
                }
            } catch (IOException unreadable) {
                LOG.error("{} cannot be read ({}): processes of the resources cannot be found", proc, unreadable.getMessage());
                return killed;
            }
            killed += round == 0 ? found : 0;
            if (found == 0) {
                break;
            }
        }
        return killed;
    }

    private boolean marked(Path process) {
        try {
            String environment = new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
            return ("\0" + environment).contains("\0" + new String(entry.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                    + "\0");
        } catch (IOException goneOrForeign) {
            return false;
        }
    }
}
