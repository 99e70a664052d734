package io.systole.lrm.process;

import io.systole.lrm.kernel.KernelLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.apache.commons.exec.CommandLine;

/** Runs programs. Thread-safe; {@link #run} blocks and is meant for a virtual thread. */
public final class ProcessRunner {
    private final KernelLoop loop = KernelLoop.ofThisProcess();
    private final Launcher launcher;
    /** What the programs are started through. */
    private final List<String> last;
    private final Duration grace;
    private final NativeText nativeText = NativeText.ofThisMachine();

    /**
     * Looks which helper programs this machine has.
     *
     * @param grace how long a process group may take to end after TERM before it gets KILL
     * @throws IllegalStateException if agents cannot be run on this machine; the message says what to install
     */
    public ProcessRunner(Duration grace) {
        this(grace, List.of());
    }

    /**
     * The same for programs that are started through one more.
     *
     * @param last a program with its options that replaces itself by the one that is to be run, for example after a change of the user
     */
    public ProcessRunner(Duration grace, List<String> last) {
        this(Launcher.ofThisProcess(), last, grace);
    }

    ProcessRunner(Launcher launcher, List<String> last, Duration grace) {
        this.launcher = launcher;
        this.last = List.copyOf(last);
        this.grace = grace;
    }

    /**
     * Runs a program and waits for its exit.
     *
     * @param timeout after which the process group is killed; zero means never
     * @param cancellation completed by whoever no longer wants the result: kills the process group
     */
    public ProcessEnd run(Command command, Duration timeout, CompletableFuture<Void> cancellation) throws InterruptedException {
        return run(command, timeout, cancellation, Reach.GROUP, session -> { });
    }

    /**
     * The same.
     *
     * @param reach whom the kill hits
     * @param launched hears the number of the session that the program leads, which is its process id too, as soon as it runs
     */
    public ProcessEnd run(Command command, Duration timeout, CompletableFuture<Void> cancellation, Reach reach, LongConsumer launched)
            throws InterruptedException {
        boolean tells = launcher.tellsFailures() && last.isEmpty();
        Optional<ProcessEnd.NotStarted> refusal = (tells ? Optional.<ProcessEnd.NotStarted>empty() : ExecutableFile.refuse(command.file()))
                .or(() -> nativeText.refuse(command));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try (OutputPipe output = OutputPipe.open(); OutputPipe errors = OutputPipe.open()) {
            var executor = new SessionExecutor(launcher, output, errors, command.input(), process -> {
                var group = new ProcessGroup(process.pid(), reach);
                var watch = new ProcessWatch(group, loop, output, errors, grace);
                var watched = new WatchedProcess(process, watch,
                        watch.begin(process.onExit().thenApply(Process::exitValue), timeout, cancellation));
                launched.accept(group.id());
                return watched;
            });
            return executor.run(commandLine(command), command.environment());
        } catch (IOException e) {
            // Only now: for most programs, looking at the file first would be in vain.
            return ExecutableFile.refuse(command.file()).orElseGet(() ->
                    new ProcessEnd.NotStarted(ProcessEnd.Cause.OTHER, command.file() + " could not be started: " + e.getMessage()));
        }
    }

    private CommandLine commandLine(Command command) {
        List<String> words = new ArrayList<>(last);
        words.add(command.file().toString());
        words.addAll(command.arguments());
        var line = new CommandLine(words.getFirst());
        words.stream().skip(1).forEach(word -> line.addArgument(word, false));
        return line;
    }
}
