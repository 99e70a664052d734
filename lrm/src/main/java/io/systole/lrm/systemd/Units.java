package io.systole.lrm.systemd;

import io.systole.lrm.systemd.UnitResult.Kind;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Operations on the units of this node. Thread-safe; they block, and are meant for virtual threads. */
public final class Units implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Units.class);
    /** Pauses between two questions while a unit is on its way or systemd away begin with this and double to that. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_WORD = Duration.ofMillis(500);

    private final SystemdPlaces places;
    private final JobBoard jobs = new JobBoard();
    private final DropIn dropIn;
    private final SharedReload reload = new SharedReload();
    private Optional<Manager> manager = Optional.empty();

    /** Connects to nothing yet. */
    public Units(SystemdPlaces places) {
        this.places = places;
        this.dropIn = new DropIn(places.dropIns());
    }

    /** Whether systemd runs this machine. */
    public boolean areHere() {
        return Files.isDirectory(places.booted());
    }

    /**
     * Carries out {@code monitor}, {@code start}, {@code stop} or {@code restart}.
     *
     * @param timeout zero means never
     * @param cancellation completed by whoever does not want the result any more; a job that is queued is left to systemd
     * @throws IllegalArgumentException if there is no such operation
     */
    public UnitResult run(String operation, UnitName unit, Duration timeout, CompletableFuture<Void> cancellation)
            throws InterruptedException {
        var patience = new Patience(timeout, cancellation);
        try (Course course = course(operation, unit)) {
            return follow(course, operation, unit, patience);
        }
    }

    private Course course(String operation, UnitName unit) {
        if (operation.equals("monitor")) {
            return new MonitorCourse(manager(), unit);
        }
        UnitAction action = UnitAction.of(operation).orElseThrow(() -> new IllegalArgumentException("no operation of units: " + operation));
        return new JobCourse(action, unit, manager(), jobs, dropIn, reload);
    }

    private UnitResult follow(Course course, String operation, UnitName unit, Patience patience) throws InterruptedException {
        String trouble = "";
        Duration pause = FIRST_PAUSE;
        while (!patience.isOver()) {
            try {
                Course.Step step = course.step(patience);
                if (step instanceof Course.Step.End(UnitResult result)) {
                    return result;
                }
                trouble = ((Course.Step.Wait) step).why();
            } catch (SystemdException e) {
                if (!e.passes()) {
                    return course.refused(e);
                }
                boolean lost = e.why() == SystemdException.Cause.BUS_AWAY;
                if (lost && !course.hasBegun() && patience.passed().compareTo(places.patience()) > 0) {
                    return UnitResult.failed(e.getMessage());
                }
                if (trouble.isEmpty()) {
                    LOG.info("{} of {} goes on waiting: {}", operation, unit, e.getMessage());
                }
                trouble = e.getMessage();
            }
            patience.await(pause, course.news());
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        }
        return patience.isCancelled() ? new UnitResult(Kind.CANCELLED, "") : new UnitResult(Kind.TIMED_OUT,
                operation + " did not end within " + patience.timeout().toMillis() + " ms" + lastWord(unit, trouble));
    }

    private String lastWord(UnitName unit, String trouble) {
        try {
            var brief = new Patience(LAST_WORD, new CompletableFuture<>());
            return "; unit " + unit + " is " + manager().state(manager().load(unit, brief), brief).words();
        } catch (SystemdException e) {
            return trouble.isEmpty() ? "" : "; " + trouble;
        }
    }

    /** Kills all processes of a unit, without asking it; false if that could not be ordered in this time. */
    public boolean kill(UnitName unit, Duration within) {
        try {
            manager().kill(unit, new Patience(within, new CompletableFuture<>()));
            return true;
        } catch (SystemdException e) {
            LOG.info("unit {} was not killed: {}", unit, e.getMessage());
            return false;
        }
    }

    /** Made when the first unit is asked for, so that a node without units does not even load the library. */
    private synchronized Manager manager() {
        if (manager.isEmpty()) {
            manager = Optional.of(new Manager(new SystemdBus(places.bus(), jobs)));
        }
        return manager.get();
    }

    @Override
    public synchronized void close() {
        manager.ifPresent(Manager::close);
    }
}
