package io.systole.lrm.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what agents have started by the mark in its environment, which a process inherits and seldom throws away, even when it
 * leaves for a session of its own. Thread-safe.
 */
public final class MarkedProcesses {
    /** The environment variable that marks whatever descends from an agent of this node. */
    public static final String MARK = "SYSTOLE_NODE";
    /** The environment variable that names the resource where the agent's own contract has none. */
    public static final String RESOURCE = "SYSTOLE_RESOURCE";

    private static final String OCF_RESOURCE = "OCF_RESOURCE_INSTANCE";

    private static final Logger LOG = LoggerFactory.getLogger(MarkedProcesses.class);
    /** How a whole environment ends, since each entry does so and {@link #environment} adds another one. */
    private static final String END = "\0\0";
    private static final int ROUNDS = 5;
    /** A program is loaded within a tenth of a millisecond, if the machine lets it. */
    private static final long LOADING_NANOS = 1_000_000;
    private static final int LOOKS = 10;

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

    /** Their numbers, ascending; zombies do not count. Empty if nobody may be looked at. */
    public List<Long> find() {
        var found = new ArrayList<Long>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (marked(process)) {
                    found.add(Long.valueOf(process.getFileName().toString()));
                }
            }
        } catch (IOException unreadable) {
            LOG.error("{} cannot be read ({}): processes of the resources cannot be found", proc, unreadable.getMessage());
        }
        found.sort(null);
        return found;
    }

    private boolean marked(Path process) {
        try {
            return settled(process).contains("\0" + bytes(entry) + "\0");
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    /**
     * The environment, also of a process that is just about to become another program: until that is loaded it shows none, and what was
     * being read of the former one breaks off.
     */
    private static String settled(Path process) throws IOException {
        String environment = environment(process);
        for (int look = 1; look < LOOKS && !isWhole(environment) && isProgram(process); look++) {
            LockSupport.parkNanos(LOADING_NANOS);
            environment = environment(process);
        }
        return environment;
    }

    private static boolean isWhole(String environment) {
        return environment.length() > END.length() && environment.endsWith(END);
    }

    /** Not a zombie, nor a thread of the kernel, which have no environment for good. */
    private static boolean isProgram(Path process) {
        try {
            Files.readSymbolicLink(process.resolve("exe"));
            return true;
        } catch (IOException none) {
            return false;
        }
    }

    /**
     * The resource whose agent this process descends from; empty if from none of this node, or if it has thrown its environment away.
     *
     * @param process its directory in {@code /proc}
     * @throws IOException if it has ended, or may not be looked at
     */
    public Optional<String> resource(Path process) throws IOException {
        String environment = environment(process);
        if (!environment.contains("\0" + bytes(entry) + "\0")) {
            return Optional.empty();
        }
        return Stream.of(RESOURCE, OCF_RESOURCE).flatMap(name -> value(environment, name).stream()).findFirst();
    }

    private static Optional<String> value(String environment, String name) {
        int found = environment.indexOf("\0" + name + "=");
        if (found < 0) {
            return Optional.empty();
        }
        int begin = found + name.length() + 2;
        String value = environment.substring(begin, environment.indexOf('\0', begin));
        return Optional.of(new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    /** All entries, one character for a byte, with a zero before and after each. */
    private static String environment(Path process) throws IOException {
        return "\0" + new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1) + "\0";
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
