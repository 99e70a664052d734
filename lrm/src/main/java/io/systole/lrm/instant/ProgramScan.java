package io.systole.lrm.instant;

import io.systole.core.cib.ResourceId;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.kernel.KernelNews;
import io.systole.lrm.process.MarkedProcesses;
import io.systole.lrm.systemd.UnitName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the master processes of resources and has their end watched. One look at all processes serves all resources that have become
 * active since the last one. Only on the thread of {@link KernelNews}.
 */
final class ProgramScan {
    private static final Logger LOG = LoggerFactory.getLogger(ProgramScan.class);
    private static final Path PROC = Path.of("/proc");
    /** A look costs some ten milliseconds on a machine with a thousand processes. The pause after it is so many times as long. */
    private static final long PAUSE = 10;
    /** Of a resource with more masters than that the end of some is found by the next monitor. */
    private static final int MOST = 16;
    private static final List<String> UNIT_CLASSES = List.of("systemd", "service");

    private final MarkedProcesses marks;
    private final Supplier<Set<Long>> atWork;
    private final KernelNews news;
    private final SignBook book;
    private final LongConsumer ended;
    private final SortedMap<ResourceId, Life> lives = new TreeMap<>();
    private final Map<Long, Long> begun = new HashMap<>();
    private final Set<ResourceId> toLookFor = new TreeSet<>();
    private long nextLook = System.nanoTime();
    private boolean alarmSet;

    /** What tells the processes of an active resource: its last operation, the sessions of its agents, and when its start ran. */
    private record Life(OperationRequest last, Set<Long> sessions, Optional<Span> start) {}

    private record Span(long from, long until) {}

    /** {@code ended} hears of processes that had ended before they could be watched. */
    ProgramScan(MarkedProcesses marks, Supplier<Set<Long>> atWork, KernelNews news, SignBook book, LongConsumer ended) {
        this.ended = ended;
        this.marks = marks;
        this.atWork = atWork;
        this.news = news;
        this.book = book;
    }

    /** A start has begun at this tick of the kernel. */
    void begins(long run, long tick) {
        if (tick > 0) {
            begun.put(run, tick);
        }
    }

    /** An operation has ended at this tick. */
    void ended(OperationRequest request, long run, long session, long tick, boolean active) {
        Optional<Span> start = Optional.ofNullable(begun.remove(run)).map(from -> new Span(from, tick));
        if (!active || request.agent().agentClass().equals("stonith")) {
            return;
        }
        ResourceId resource = request.key().resource();
        Optional<Life> before = Optional.ofNullable(lives.get(resource));
        Set<Long> sessions = new HashSet<>(before.map(Life::sessions).orElse(Set.of()));
        if (session > 0) {
            sessions.add(session);
        }
        lives.put(resource, new Life(request, sessions, start.or(() -> before.flatMap(Life::start))));
        lookAgain(resource);
    }

    /** Looks for the processes of this resource, soon. */
    void lookAgain(ResourceId resource) {
        toLookFor.add(resource);
        long wait = nextLook - System.nanoTime();
        if (wait <= 0) {
            look();
        } else if (!alarmSet) {
            alarmSet = true;
            news.after(Duration.ofNanos(wait), this::look);
        }
    }

    /** This resource, which had these signs, is not active any more. */
    void forget(ResourceId resource, Set<Sign> signs) {
        lives.remove(resource);
        toLookFor.remove(resource);
        for (Sign sign : signs) {
            if (sign instanceof Sign.Program program && !book.has(program.pid())) {
                news.unwatch(program.pid());
            }
        }
    }

    private void look() {
        alarmSet = false;
        long begin = System.nanoTime();
        try {
            Set<Long> agents = new HashSet<>(atWork.get());
            ProcessTable table = ProcessTable.read(PROC, marks);
            agents.addAll(atWork.get());
            toLookFor.forEach(resource -> Optional.ofNullable(lives.get(resource)).ifPresent(life -> look(table, life, agents)));
        } catch (IOException e) {
            LOG.warn("{} cannot be read ({}): the end of a process is found by the next monitor", PROC, e.getMessage());
        }
        toLookFor.clear();
        long end = System.nanoTime();
        nextLook = end + PAUSE * (end - begin);
    }

    private void look(ProcessTable table, Life life, Set<Long> agents) {
        OperationRequest last = life.last();
        ResourceId resource = last.key().resource();
        Optional<String> unit = Optional.of(last.agent()).filter(agent -> UNIT_CLASSES.contains(agent.agentClass()))
                .flatMap(agent -> UnitName.ifPossible(agent.type())).map(UnitName::value);
        List<Sign.Program> found = table.masters(
                new ProcessTable.Wanted(resource, life.sessions(), unit, PidFiles.named(last.parameters())), agents);
        if (found.isEmpty() && life.start().isPresent()) {
            // Some programs write over their environment to show what they do, and lead a session of their own: known by their birth.
            found = table.bornBetween(life.start().get().from(), life.start().get().until(), agents);
        }
        found = found.stream().limit(MOST).toList();
        LOG.debug("{}: watching {}", resource, found);
        book.add(resource, found);
        // What has ended between the look and now is told at once.
        found.stream().filter(program -> !news.watch(program.pid())).forEach(program -> ended.accept(program.pid()));
    }
}
