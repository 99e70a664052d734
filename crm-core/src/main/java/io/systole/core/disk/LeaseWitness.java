package io.systole.core.disk;

import io.systole.core.arbitration.DiskLease;
import io.systole.core.arbitration.GrantRequest;
import io.systole.core.arbitration.LeaseStep;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.SharedDisk;
import io.systole.core.spi.Timers;
import io.systole.core.spi.Witness;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The lease on a shared disk as a witness: takes one thing after the other to the disk, and looks at the slot in between, so that it
 * knows how long it has been as it is. Confined to the node's loop. While the disk hangs nobody is answered.
 */
public final class LeaseWitness implements Witness {
    /** The slot of the lease; the first one stays free for a partition table. */
    static final int SLOT = 1;

    private final SharedDisk disk;
    private final Timers timers;
    private final Supplier<Duration> uptime;
    private final Duration turn;
    private final DiskLease lease;
    /** At most one of each waits: a newer question replaces an older one, and nobody asks who has given back since. */
    private Optional<Question> question = Optional.empty();
    private Optional<Runnable> release = Optional.empty();
    private Consumer<Answer> asker = ignored -> { };
    private boolean busy;
    private boolean closed;

    private record Question(GrantRequest request, Duration asked, Consumer<Answer> answer) {}

    /**
     * A witness that does not look at its slot before {@link #begin}.
     *
     * @param cluster the name of this cluster
     * @param validity for how long grants are asked
     * @param uptime monotonic time
     */
    public LeaseWitness(SharedDisk disk, String cluster, Duration validity, Timers timers, Supplier<Duration> uptime) {
        this.disk = disk;
        this.timers = timers;
        this.uptime = uptime;
        this.turn = validity.dividedBy(8);
        this.lease = new DiskLease(cluster, turn);
    }

    /** Begins to look at the slot again and again. */
    public void begin() {
        watch();
    }

    private void watch() {
        if (!closed) {
            if (!busy) {
                begin(ignored -> { }, lease.watch(uptime.get()));
            }
            timers.after(turn, this::watch);
        }
    }

    @Override
    public void ask(GrantRequest request, Consumer<Answer> answer) {
        question = Optional.of(new Question(request, uptime.get(), answer));
        next();
    }

    @Override
    public void release(NodeName holder, long term, long number) {
        question = Optional.empty();
        release = Optional.of(() -> begin(ignored -> { }, lease.release(holder, term, uptime.get())));
        next();
    }

    private void next() {
        if (busy || closed) {
            return;
        }
        if (release.isPresent()) {
            Runnable first = release.get();
            release = Optional.empty();
            first.run();
        } else if (question.isPresent()) {
            Question first = question.get();
            question = Optional.empty();
            Duration now = uptime.get();
            // What has waited for a hanging disk for so long is of no use any more.
            if (now.minus(first.asked()).compareTo(first.request().validity()) < 0) {
                begin(first.answer(), lease.ask(first.request(), now));
            }
        }
    }

    private void begin(Consumer<Answer> whoAsks, LeaseStep first) {
        busy = true;
        asker = whoAsks;
        take(first);
    }

    private void take(LeaseStep step) {
        switch (step) {
            case LeaseStep.Look look -> disk.read(SLOT, this::looked);
            case LeaseStep.Write write -> disk.write(SLOT, LeaseEntries.of(write.content()), trouble -> {
                if (!closed) {
                    take(trouble.map(this::failed).orElseGet(() -> lease.written(uptime.get())));
                }
            });
            case LeaseStep.Settle settle -> timers.after(settle.span(), () -> {
                if (!closed) {
                    take(lease.settled(uptime.get()));
                }
            });
            case LeaseStep.Answer answer -> end(() -> asker.accept(new Answer(answer.granted(), answer.reason())));
            case LeaseStep.Done done -> end(() -> { });
        }
    }

    private void looked(SharedDisk.Reading reading) {
        if (!closed) {
            take(switch (reading) {
                case SharedDisk.Content content -> lease.read(content.entries().map(LeaseEntries::read), uptime.get());
                case SharedDisk.Failure failure -> failed(failure.reason());
            });
        }
    }

    private LeaseStep failed(String reason) {
        return lease.failed("the disk cannot be used: " + reason);
    }

    private void end(Runnable tell) {
        busy = false;
        tell.run();
        next();
    }

    /** Looks and answers no more. */
    public void close() {
        closed = true;
    }
}
