package io.systole.lrm.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process of which somebody else may be the parent. Its number alone would not tell it from a later one that got the same.
 *
 * @param pid its number
 * @param birth when it was started, in the kernel's ticks since boot
 */
public record ProcessIdentity(long pid, long birth) {
    /** Of the fields of {@code /proc/PID/stat} after the name in parentheses. */
    private static final int STATE = 0;
    private static final int STARTED = 19;

    /** The process that has this number now; empty if there is none, or if it has ended and nobody has buried it yet. */
    public static Optional<ProcessIdentity> of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            boolean ended = fields[STATE].equals("Z") || fields[STATE].equals("X");
            return ended ? Optional.empty() : Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[STARTED])));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException gone) {
            return Optional.empty();
        }
    }

    /** Whether it still runs. */
    public boolean lives() {
        return of(pid).equals(Optional.of(this));
    }

    /** Kills the process group that it leads, if it still runs. */
    public void killGroup() {
        if (lives()) {
            new ProcessGroup(pid).signal(ProcessGroup.KILL);
        }
    }
}
