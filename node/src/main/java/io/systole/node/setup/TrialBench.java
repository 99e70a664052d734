package io.systole.node.setup;

import io.systole.agents.AgentCatalog;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.ExitCode;
import io.systole.lrm.agent.AgentPlaces;
import io.systole.lrm.process.Command;
import io.systole.lrm.process.MarkedProcesses;
import io.systole.node.process.HostName;
import io.systole.shell.client.AgentBench;
import io.systole.shell.client.AgentRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Runs an agent as the local resource manager would, in a directory of its own, and cleans up also when a signal ends this program. */
final class TrialBench implements AgentBench {
    private static final Duration NONE = Duration.ZERO;
    private static final Duration BURIAL = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final HandRun hand;
    private final Path base;
    private final MarkedProcesses processes;
    private final Thread hook = new Thread(this::interrupted, "trial-clean-up");
    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean ended;
    private volatile CompletableFuture<Void> current = new CompletableFuture<>();
    /** The last start that no successful stop has followed; guarded by the lock. */
    private Optional<AgentRun> started = Optional.empty();

    TrialBench(AgentCatalog catalog) {
        try {
            base = Files.createTempDirectory("crm-ra-test");
            // A service may give up root before it writes its files.
            Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.createDirectory(files());
            Files.createDirectory(nothing());
        } catch (IOException full) {
            throw new UncheckedIOException("a directory for the agent's files cannot be made: " + full.getMessage(), full);
        }
        UnaryOperator<AgentPlaces> here = places -> places.withTempDirectory(files());
        this.hand = new HandRun(catalog, here);
        this.processes = new MarkedProcesses(here.apply(AgentPlaces.defaults(new NodeName(HostName.get()))).mark());
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private Path files() {
        return base.resolve("files");
    }

    private Path nothing() {
        return base.resolve("no-programs");
    }

    @Override
    public AgentRun.End run(AgentRun run, Duration interval) {
        return run(run, interval, program -> program, new CompletableFuture<>());
    }

    @Override
    public AgentRun.End runWithoutPrograms(AgentRun run) {
        return run(run, NONE, this::withoutPrograms, new CompletableFuture<>());
    }

    @Override
    public AgentRun.End runAndKill(AgentRun run, Duration after) {
        var cancellation = new CompletableFuture<Void>();
        cancellation.completeOnTimeout(null, after.toNanos(), TimeUnit.NANOSECONDS);
        return run(run, NONE, program -> program, cancellation);
    }

    private Command withoutPrograms(Command program) {
        var environment = new TreeMap<>(program.environment());
        environment.put("PATH", nothing().toString());
        return new Command(program.file(), program.arguments(), environment, program.input());
    }

    private AgentRun.End run(AgentRun run, Duration interval, UnaryOperator<Command> change, CompletableFuture<Void> cancellation) {
        running.lock();
        try {
            current = cancellation;
            goOn();
            AgentRun.End end = call(run, interval, change, cancellation);
            goOn();
            return end;
        } finally {
            running.unlock();
        }
    }

    private void goOn() {
        if (ended) {
            throw new CancellationException("the trial was ended");
        }
    }

    private AgentRun.End call(AgentRun run, Duration interval, UnaryOperator<Command> change, CompletableFuture<Void> cancellation) {
        if (run.action().equals("start")) {
            started = Optional.of(run);
        }
        AgentRun.End end = hand.run(run, interval, change, cancellation);
        if (run.action().equals("stop") && end.finished() && end.code() == ExitCode.OK) {
            started = Optional.empty();
        }
        return end;
    }

    @Override
    public Left left() {
        List<String> found = processes.find().stream()
                .map(pid -> pid + ProcessHandle.of(pid).flatMap(process -> process.info().command()).map(name -> " " + name).orElse(""))
                .toList();
        try (Stream<Path> tree = Files.walk(files())) {
            return new Left(found, tree.filter(path -> !path.equals(files())).map(path -> files().relativize(path).toString())
                    .sorted().toList());
        } catch (IOException | UncheckedIOException unreadable) {
            return new Left(found, List.of());
        }
    }

    @Override
    public void crash() {
        List<Path> victims = processes.find().stream().map(pid -> Path.of("/proc", pid.toString())).toList();
        processes.kill();
        // Until their new parent has taken note of it they are zombies, which a simple agent takes for alive.
        long end = System.nanoTime() + BURIAL.toNanos();
        while (victims.stream().anyMatch(Files::exists) && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException theHookIsAtIt) {
            return;
        }
        cleanUp();
    }

    /** Says itself what happens: whoever waits for the trial may not live long enough to do so. */
    private void interrupted() {
        System.err.println("crm: the trial is ended; what was started is being stopped");
        ended = true;
        current.complete(null);
        cleanUp().filter(stop -> stop.code() != ExitCode.OK).ifPresent(stop -> System.err.println("crm: the agent could not stop it ("
                + (stop.reason().isEmpty() ? "exit code " + stop.code() : stop.reason())
                + "); its processes were killed, look for anything else that it has left"));
    }

    /** Gives what came of the stop, if one was needed. */
    private Optional<AgentRun.End> cleanUp() {
        running.lock();
        try {
            ended = true;
            Optional<AgentRun.End> stop = started.map(run -> hand.run(new AgentRun(run.agent(), run.resource(), "stop", run.node(),
                    run.timeout(), run.parameters(), run.meta())));
            started = Optional.empty();
            processes.kill();
            remove();
            return stop;
        } finally {
            running.unlock();
        }
    }

    private void remove() {
        try (Stream<Path> tree = Files.walk(base)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException mounted) {
            // A mount that the agent left, for example: the report has named it.
        }
    }
}
