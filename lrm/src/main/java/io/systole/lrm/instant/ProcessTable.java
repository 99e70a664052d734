package io.systole.lrm.instant;

import io.systole.core.cib.ResourceId;
import io.systole.lrm.process.MarkedProcesses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** All processes of this machine at one moment, and what the kernel says of where they come from. */
final class ProcessTable {
    /** Field numbers of {@code /proc/PID/stat} after the name in parentheses. */
    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int STARTED = 19;
    private static final String CONTROL_GROUP_SEPARATOR = "/";
    /** The parent of every daemon that has left whoever started it. */
    private static final long INIT = 1;
    private static final Entry NOBODY = new Entry(new Sign.Program(0, ""), 0, 0, 0, Optional.empty(), List.of());

    private final Map<Long, Entry> entries;

    /**
     * A process.
     *
     * @param startedAt in the kernel's ticks since boot
     * @param resource whose agent it descends from by its environment
     * @param controlGroups the words of its control groups, among them the unit of systemd
     */
    record Entry(Sign.Program program, long startedAt, long parent, long session, Optional<String> resource, List<String> controlGroups) {}

    ProcessTable(Collection<Entry> processes) {
        entries = new TreeMap<>();
        processes.forEach(process -> entries.put(process.program().pid(), process));
    }

    /** Reads it from this {@code /proc}. Processes that end meanwhile are left out. */
    static ProcessTable read(Path proc, MarkedProcesses marks) throws IOException {
        Set<Entry> entries = new LinkedHashSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                try {
                    entries.add(entry(process, marks));
                } catch (IOException | IllegalArgumentException ignored) {
                    // It has ended, or is not ours to look at.
                }
            }
        }
        return new ProcessTable(entries);
    }

    private static Entry entry(Path process, MarkedProcesses marks) throws IOException {
        String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
        int nameBegin = stat.indexOf('(');
        int nameEnd = stat.lastIndexOf(')');
        if (nameBegin < 0 || nameEnd < nameBegin) {
            throw new IllegalArgumentException(process + "/stat is not understood");
        }
        String[] fields = stat.substring(nameEnd + 2).split(" ");
        var program = new Sign.Program(Long.parseLong(process.getFileName().toString()), stat.substring(nameBegin + 1, nameEnd));
        List<String> groups = Files.readString(process.resolve("cgroup"), StandardCharsets.ISO_8859_1).lines()
                .flatMap(line -> Arrays.stream(line.split(CONTROL_GROUP_SEPARATOR))).toList();
        return new Entry(program, Long.parseLong(fields[STARTED]), Long.parseLong(fields[PARENT]), Long.parseLong(fields[SESSION]),
                marks.resource(process), groups);
    }

    /** Which processes are looked for. */
    record Wanted(ResourceId resource, Set<Long> sessions, Optional<String> unit, Set<Long> pids) {
        private boolean fits(Entry entry) {
            return entry.resource().equals(Optional.of(resource.value())) || sessions.contains(entry.session())
                    || unit.filter(entry.controlGroups()::contains).isPresent() || pids.contains(entry.program().pid());
        }
    }

    /**
     * The processes of a resource whose parents are none of its: the masters, not their workers, which may come and go.
     *
     * @param atWork the sessions of agents that run now; their processes end soon, and that means nothing
     */
    List<Sign.Program> masters(Wanted wanted, Set<Long> atWork) {
        Predicate<Entry> fits = entry -> wanted.fits(entry) && !descendsFrom(entry, atWork);
        return entries.values().stream().filter(fits)
                .filter(entry -> wanted.pids().contains(entry.program().pid()) || !fits.test(entries.getOrDefault(entry.parent(), NOBODY)))
                .map(Entry::program).toList();
    }

    /** Daemons that were started in this span of the kernel's ticks and are nobody's: no agent has marked them, nobody waits for them. */
    List<Sign.Program> bornBetween(long from, long until, Set<Long> atWork) {
        return entries.values().stream().filter(entry -> entry.startedAt() >= from && entry.startedAt() <= until)
                .filter(entry -> entry.resource().isEmpty() && entry.parent() == INIT && !descendsFrom(entry, atWork))
                .map(Entry::program).toList();
    }

    private boolean descendsFrom(Entry entry, Set<Long> ancestors) {
        Set<Long> seen = new LinkedHashSet<>();
        for (Entry at = entry; at != null && seen.add(at.program().pid()); at = entries.get(at.parent())) {
            if (ancestors.contains(at.program().pid()) || ancestors.contains(at.session())) {
                return true;
            }
        }
        return false;
    }
}
