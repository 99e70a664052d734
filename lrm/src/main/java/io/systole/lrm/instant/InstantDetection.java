package io.systole.lrm.instant;

import io.systole.core.cib.ResourceId;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.kernel.KernelNews;
import io.systole.lrm.process.MarkedProcesses;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Knows what the kernel shows of each resource that is active here, and tells at once when some of it goes away. It learns that from
 * what appears while the resource starts and from what its parameters name; no agent has to know of it.
 *
 * <p>All bookkeeping is on the thread of {@link KernelNews}. No method waits, but {@link #begins} reads what is there.
 */
public final class InstantDetection implements AutoCloseable {
    private final SignBook book = new SignBook();
    private final KernelNews news;
    private final ProgramScan programs;
    private final Alarm alarm;

    /** Hears of losses, on a thread of this class. */
    @FunctionalInterface
    public interface Alarm {
        /** Something of this resource has gone; {@code what} says it as half a sentence. */
        void lost(ResourceId resource, String what);
    }

    /**
     * Hears nothing before {@link #start}.
     *
     * @param marks tells the processes that descend from agents of this node
     * @param atWork the sessions of the agents that run at the moment of asking
     */
    public InstantDetection(MarkedProcesses marks, Supplier<Set<Long>> atWork, Alarm alarm) {
        this.alarm = alarm;
        this.news = new KernelNews(new KernelNews.Listener() {
            @Override
            public void changed() {
                look();
            }

            @Override
            public void ended(long pid) {
                lose(pid);
            }
        });
        this.programs = new ProgramScan(marks, atWork, news, book, this::lose);
    }

    /** Begins to listen. */
    public void start() {
        news.start();
    }

    /**
     * An agent is about to be run. Of a start it is noted what is there before it; of a stop nothing will be missed.
     *
     * @param run a number that tells this run from all others
     */
    public void begins(OperationRequest request, long run) {
        ResourceId resource = request.key().resource();
        switch (request.key().operation()) {
            case "start", "migrate_from" -> {
                Optional<Set<Sign>> before = Surroundings.now();
                long tick = Uptime.ticks();
                news.submit(() -> {
                    forgetNow(resource);
                    programs.begins(run, tick);
                    before.ifPresent(present -> book.rises(run, request.parameters().values(), present));
                });
            }
            case "stop", "migrate_to" -> forget(resource);
            default -> { }
        }
    }

    /** A one-shot operation has ended, after which the resource is active, or not. {@code session} is that of its agent. */
    public void ended(OperationRequest request, long run, long session, boolean active) {
        long tick = Uptime.ticks();
        news.submit(() -> {
            Set<Sign> present = Surroundings.now().orElse(Set.of());
            ResourceId resource = request.key().resource();
            Set<Sign> appeared = book.risen(run, present);
            programs.ended(request, run, session, tick, active);
            if (active) {
                book.add(resource, appeared);
                book.add(resource, NamedSigns.in(request.parameters().values()).filter(present::contains).toList());
            }
        });
    }

    /** The resource is well although something of it has gone: there may be something new in its place. */
    public void lookAgain(OperationRequest monitor) {
        news.submit(() -> {
            Set<Sign> present = Surroundings.now().orElse(Set.of());
            book.add(monitor.key().resource(), NamedSigns.in(monitor.parameters().values()).filter(present::contains).toList());
            programs.lookAgain(monitor.key().resource());
        });
    }

    /** Nothing of this resource is missed any more. */
    public void forget(ResourceId resource) {
        news.submit(() -> forgetNow(resource));
    }

    private void forgetNow(ResourceId resource) {
        programs.forget(resource, book.forget(resource));
    }

    private void look() {
        if (book.hasMountsOrAddresses()) {
            Surroundings.now().ifPresent(present -> book.missing(present).forEach(this::tell));
        }
    }

    private void lose(long pid) {
        book.ended(pid).forEach(this::tell);
    }

    private void tell(SignBook.Loss loss) {
        alarm.lost(loss.resource(), loss.sign().gone());
    }

    @Override
    public void close() {
        news.close();
    }
}
