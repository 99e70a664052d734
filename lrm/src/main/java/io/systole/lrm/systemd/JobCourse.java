package io.systole.lrm.systemd;

import io.systole.lrm.systemd.UnitState.Activity;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A start, stop or restart: the unit is prepared, a job is queued, its end waited for. If systemd was away meanwhile, the unit itself
 * is looked at: a job that goes on is waited for, one that has ended unseen is judged by what it left.
 */
final class JobCourse implements Course {
    private static final Logger LOG = LoggerFactory.getLogger(JobCourse.class);
    /** Signals can be lost; so long nobody notices. */
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** How long the end of a job may be on its way through our own threads after the unit has none any more. */
    private static final Duration LATE_NEWS = Duration.ofMillis(300);

    private final UnitAction action;
    private final UnitName unit;
    private final Manager manager;
    private final JobBoard jobs;
    private final DropIn dropIn;
    private final SharedReload reload;
    private Optional<Job> job = Optional.empty();
    private boolean prepared;
    private boolean mustRead;
    private boolean asked;

    private record Job(String path, CompletableFuture<String> end) {}

    JobCourse(UnitAction action, UnitName unit, Manager manager, JobBoard jobs, DropIn dropIn, SharedReload reload) {
        this.action = action;
        this.unit = unit;
        this.manager = manager;
        this.jobs = jobs;
        this.dropIn = dropIn;
        this.reload = reload;
    }

    @Override
    public boolean hasBegun() {
        return asked;
    }

    @Override
    public CompletableFuture<?> news() {
        return job.<CompletableFuture<?>>map(Job::end).orElseGet(CompletableFuture::new);
    }

    @Override
    public Step step(Patience patience) throws SystemdException, InterruptedException {
        if (job.isPresent()) {
            return goOn(job.get(), patience);
        }
        Optional<UnitResult> refusal = prepared ? Optional.empty() : prepare(patience);
        if (refusal.isPresent()) {
            return new Step.End(refusal.get());
        }
        prepared = true;
        CompletableFuture<Void> disturbance = jobs.disturbance();
        Job queued = queue(patience);
        job = Optional.of(queued);
        patience.await(LOOK, queued.end(), disturbance);
        return queued.end().isDone() ? ended(queued, patience) : new Step.Wait("its job has not ended");
    }

    private Job queue(Patience patience) throws SystemdException {
        asked = true;
        jobs.ask();
        Optional<String> path = Optional.empty();
        CompletableFuture<String> end = new CompletableFuture<>();
        try {
            path = Optional.of(manager.queue(action, unit, patience));
        } finally {
            end = jobs.named(path);
        }
        return new Job(path.get(), end);
    }

    /** A job is known; what has become of it? */
    private Step goOn(Job known, Patience patience) throws SystemdException, InterruptedException {
        if (known.end().isDone()) {
            return ended(known, patience);
        }
        CompletableFuture<Void> disturbance = jobs.disturbance();
        String path = manager.load(unit, patience);
        UnitState state = manager.state(path, patience);
        if (!state.job().isEmpty()) {
            Job now = state.job().equals(known.path()) ? new Job(known.path(), jobs.again(known.path())) : known;
            job = Optional.of(now);
            patience.await(LOOK, now.end(), disturbance);
            return now.end().isDone() ? ended(now, patience) : new Step.Wait("its job has not ended");
        }
        patience.await(LATE_NEWS, known.end());
        if (known.end().isDone()) {
            return ended(known, patience);
        }
        return switch (state.activity()) {
            case MOVING -> new Step.Wait("it is " + state.words());
            case UP -> action == UnitAction.STOP ? again() : end(UnitResult.ok());
            case DOWN -> end(action == UnitAction.STOP ? UnitResult.ok() : Wording.jobLost(action, unit, why(path, state, patience)));
        };
    }

    /** systemd forgot the job, or undid it: it is asked once more. */
    private Step again() {
        close();
        job = Optional.empty();
        return new Step.Wait("its job was lost");
    }

    private Step ended(Job over, Patience patience) throws SystemdException {
        String result = over.end().getNow("");
        if (!result.equals("done")) {
            String path = manager.load(unit, patience);
            return end(Wording.jobEnded(action, unit, result, why(path, manager.state(path, patience), patience)));
        }
        if (action == UnitAction.STOP) {
            return end(UnitResult.ok());
        }
        UnitState state = manager.state(manager.load(unit, patience), patience);
        return end(state.activity() == Activity.DOWN && !state.conditionMet() ? Wording.conditionNotMet(unit) : UnitResult.ok());
    }

    private static Step end(UnitResult result) {
        return new Step.End(result);
    }

    @Override
    public void close() {
        job.ifPresent(known -> jobs.drop(known.path()));
    }

    private String why(String path, UnitState state, Patience patience) throws SystemdException {
        return "; " + Wording.notRunning(unit, state, state.active().equals("failed") ? manager.result(path, unit, patience) : "");
    }

    /** Whatever has to be before the job; a result if it makes no sense to go on. */
    private Optional<UnitResult> prepare(Patience patience) throws SystemdException, InterruptedException {
        UnitState state = manager.state(manager.load(unit, patience), patience);
        // Its own name, of which the name in the configuration may be an alias.
        UnitName own = UnitName.ifPossible(state.id()).orElse(unit);
        if (action == UnitAction.STOP) {
            mustRead |= released(own) | state.outdated();
            read(patience);
            return state.isMissing() && state.activity() == Activity.DOWN ? Optional.of(UnitResult.ok()) : Optional.empty();
        }
        switch (state.load()) {
            case "not-found" -> {
                return Optional.of(Wording.missing(unit));
            }
            case "masked" -> {
                return Optional.of(Wording.masked(unit));
            }
            case "bad-setting", "error" -> {
                return Optional.of(Wording.unloadable(unit, state));
            }
            default -> { }
        }
        try {
            mustRead |= dropIn.put(own) | state.outdated();
        } catch (IOException e) {
            return Optional.of(UnitResult.failed("the settings that leave " + unit + " to the cluster cannot be written to "
                    + dropIn.file(own) + ": " + e.getMessage()));
        }
        read(patience);
        return Optional.empty();
    }

    private boolean released(UnitName own) {
        try {
            return dropIn.remove(own);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted ({}); it goes on binding the unit until the machine is booted", dropIn.file(own),
                    e.getMessage());
            return false;
        }
    }

    /** Has systemd read its files if they have changed, also if it was away at the first try. */
    private void read(Patience patience) throws SystemdException, InterruptedException {
        if (!mustRead) {
            return;
        }
        try {
            reload.after(() -> manager.reload(patience), patience);
        } catch (SystemdException e) {
            if (e.passes()) {
                throw e;
            }
            LOG.warn("systemd does not read its files again ({}), so it may start or stop {} by itself", e.getMessage(), unit);
        }
        mustRead = false;
    }

    @Override
    public UnitResult refused(SystemdException refusal) {
        return switch (refusal.why()) {
            case NO_SUCH_UNIT -> action == UnitAction.STOP ? UnitResult.ok() : Wording.missing(unit);
            case MASKED -> Wording.masked(unit);
            case FORBIDDEN -> Wording.forbidden(action.toString(), unit, refusal);
            default -> UnitResult.failed("systemd could not " + action + " " + unit + ": " + refusal.getMessage());
        };
    }
}
