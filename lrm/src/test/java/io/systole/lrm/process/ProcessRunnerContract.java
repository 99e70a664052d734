package io.systole.lrm.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.operation.OperationRequest;
import io.systole.lrm.AgentYard;
import io.systole.lrm.kernel.KernelLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How processes are started, watched and ended, however they are launched. Real processes; sleeps of 300 s stand for "for ever". */
@Timeout(120)
abstract class ProcessRunnerContract {
    private static final Duration LONG = Duration.ofSeconds(100);
    private static final Duration GRACE = Duration.ofMillis(500);

    @TempDir
    Path directory;

    private AgentYard yard;
    private final ProcessRunner runner = runner(GRACE);

    /** What is tested, for a daemon that stands so. */
    abstract Launcher launcher(Standing daemon);

    private ProcessRunner runner(Duration grace) {
        return new ProcessRunner(launcher(Standing.ofThisProcess()), List.of(), grace);
    }

    @BeforeEach
    void installAgents() throws IOException {
        yard = new AgentYard(directory);
    }

    private Command agent(String behaviour) {
        OperationRequest order = yard.order("web", "start");
        SortedMap<String, String> environment = new TreeMap<>();
        environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("OCF_RESOURCE_INSTANCE", "web");
        environment.put("OCF_RESKEY_do", behaviour);
        order.parameters().forEach((name, value) -> environment.put("OCF_RESKEY_" + name, value));
        return new Command(directory.resolve("ocf/resource.d/test/actor"), List.of("start"), environment, "");
    }

    private ProcessEnd run(Command command, Duration timeout) throws InterruptedException {
        return runner.run(command, timeout, new CompletableFuture<>());
    }

    private Path script(String text, String permissions) throws IOException {
        Path file = Files.writeString(directory.resolve("script"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static Command plain(Path file, String... arguments) {
        return new Command(file, List.of(arguments), new TreeMap<>(), "");
    }

    @Test
    void endsAtTheExitAlthoughAGrandchildHoldsTheOutputOpen() throws Exception {
        Command command = agent("leave-grandchild");

        ProcessEnd end = run(command, LONG);

        assertEquals(new ProcessEnd.Exited(0, "printed before the exit\n", ""), end);
        assertTrue(AgentYard.lives(yard.process("web", "child").pid()), "the grandchild lives on");
        yard.reap("web", "child");
    }

    @Test
    void endsAtTheExitAlthoughAGrandchildNeverStopsPrinting() throws Exception {
        Command command = agent("leave-chatty-grandchild");

        ProcessEnd end = run(command, LONG);

        assertEquals(0, assertInstanceOf(ProcessEnd.Exited.class, end).code());
        long child = Long.parseLong(yard.mark("web", "child"));
        AgentYard.waitUntil("the grandchild has died of its closed pipe", () -> !AgentYard.lives(child));
    }

    @Test
    void killsTheWholeGroupEvenIfAllIgnoreTerm() throws Exception {
        Command command = agent("ignore-term");

        ProcessEnd end = run(command, Duration.ofSeconds(2));

        assertFalse(assertInstanceOf(ProcessEnd.TimedOut.class, end).stuck());
        long self = Long.parseLong(yard.mark("web", "self"));
        long child = Long.parseLong(yard.mark("web", "child"));
        AgentYard.waitUntil("agent and child are dead", () -> !AgentYard.lives(self) && !AgentYard.lives(child));
    }

    @Test
    void givesAnAgentTimeToCleanUpAfterTerm() throws Exception {
        Command command = agent("clean-up-on-term");

        ProcessEnd end = runner(LONG).run(command, Duration.ofSeconds(2), new CompletableFuture<>());

        assertInstanceOf(ProcessEnd.TimedOut.class, end);
        assertEquals("cleaned", yard.mark("web", "cleaned"));
    }

    @Test
    void killsTheGroupWhenCancelled() throws Exception {
        var cancellation = new CompletableFuture<Void>();
        CompletableFuture<ProcessEnd> end = begin(agent("ignore-term"), cancellation);
        long child = Long.parseLong(yard.mark("web", "child"));

        cancellation.complete(null);

        assertEquals(new ProcessEnd.Cancelled(false), end.get());
        AgentYard.waitUntil("the child is dead", () -> !AgentYard.lives(child));
    }

    @Test
    void killsAllThatAnAgentHasMultipliedInto() throws Exception {
        var cancellation = new CompletableFuture<Void>();
        CompletableFuture<ProcessEnd> end = begin(agent("multiply"), cancellation);
        AgentYard.waitUntil("there are 127 of them", () -> yard.mark("web", "born").lines().count() == 127);

        cancellation.complete(null);

        assertEquals(new ProcessEnd.Cancelled(false), end.get());
        List<Long> born = yard.mark("web", "born").lines().map(Long::valueOf).toList();
        AgentYard.waitUntil("all of them are dead", () -> born.stream().noneMatch(AgentYard::lives));
    }

    private CompletableFuture<ProcessEnd> begin(Command command, CompletableFuture<Void> cancellation) {
        var end = new CompletableFuture<ProcessEnd>();
        Thread.ofVirtual().start(() -> {
            try {
                end.complete(runner.run(command, LONG, cancellation));
            } catch (InterruptedException e) {
                end.completeExceptionally(e);
            }
        });
        return end;
    }

    @Test
    void killsTheProgramOfACallerWhoIsInterrupted() throws Exception {
        var end = new CompletableFuture<ProcessEnd>();
        Command command = agent("ignore-term");
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                end.complete(run(command, LONG));
            } catch (InterruptedException e) {
                end.completeExceptionally(e);
            }
        });
        long child = Long.parseLong(yard.mark("web", "child"));

        caller.interrupt();

        var thrown = assertThrows(ExecutionException.class, end::get);
        assertInstanceOf(InterruptedException.class, thrown.getCause());
        AgentYard.waitUntil("the child is dead", () -> !AgentYard.lives(child));
    }

    @Test
    void givesUpOnAProcessThatCannotBeKilled() throws Exception {
        Process process = new ProcessBuilder("setsid", "sleep", "300").start();
        var neverExits = new CompletableFuture<Integer>();

        ProcessEnd end;
        try (OutputPipe output = OutputPipe.open(); OutputPipe errors = OutputPipe.open()) {
            var watch = new ProcessWatch(new ProcessGroup(process.pid()), KernelLoop.ofThisProcess(), output, errors, Duration.ZERO);
            end = watch.begin(neverExits, Duration.ofMillis(10), new CompletableFuture<>()).get();
        }

        assertEquals(new ProcessEnd.TimedOut(true, "", ""), end);
        process.destroyForcibly();
    }

    @Test
    void sparesADaemonWithASessionOfItsOwnWhenTheAgentIsKilled() throws Exception {
        Command command = agent("leave-daemon-and-hang");

        ProcessEnd end = run(command, Duration.ofSeconds(2));

        assertInstanceOf(ProcessEnd.TimedOut.class, end);
        long daemon = Long.parseLong(yard.mark("web", "child"));
        assertTrue(AgentYard.lives(daemon));
        yard.reap("web", "child");
    }

    @Test
    void startsEverythingClean() throws Exception {
        Command command = agent("dump-process");

        run(command, LONG);

        List<String> facts = yard.mark("web", "process").lines().toList();
        String pid = facts.stream().filter(line -> line.startsWith("pid ")).findFirst().orElseThrow().substring(4);
        assertTrue(facts.contains("SigBlk: 0000000000000000"), "no signal is blocked: " + facts);
        // The C library keeps 32 and 33 for itself, and lets nobody but posix_spawn touch them.
        assertTrue(facts.contains("SigIgn: 0000000000000000") || facts.contains("SigIgn: 0000000180000000"),
                "no signal is ignored: " + facts);
        assertTrue(facts.contains("pgrp " + pid) && facts.contains("session " + pid), "it leads group and session: " + facts);
        assertTrue(facts.contains("soft 1024"), "the limit of open files is not the JVM's: " + facts);
        assertTrue(facts.contains("cwd /"), facts::toString);
        assertTrue(facts.contains("stdin /dev/null"), facts::toString);
        assertTrue(facts.contains("argv /bin/sh " + command.file() + " start"), "no helper stays in the process list: " + facts);
    }

    @Test
    void takesTheDaemonsPreferenceBackFromWhatItStarts() throws Exception {
        int own = Standing.ofThisProcess().niceness();
        Path script = script("#!/bin/sh\nnice\ncat /proc/$$/oom_score_adj\n", "rwxr-xr-x");
        var environment = new TreeMap<>(Map.of("PATH", "/usr/bin:/bin"));

        ProcessEnd end = new ProcessRunner(launcher(new Standing(-2, -1000)), List.of(), GRACE)
                .run(new Command(script, List.of(), environment, ""), LONG, new CompletableFuture<>());

        assertEquals(new ProcessEnd.Exited(0, Math.min(own + 2, 19) + "\n0\n", ""), end);
    }

    @Test
    void opensNoOtherFilesThanTheThreeStandardOnes() throws Exception {
        // No pipe in the script: the shell would hold its reading end until the last program of the line runs.
        Path script = script("#!/bin/sh\nls /proc/$$/fd\nexit 0\n", "rwxr-xr-x");
        var environment = new TreeMap<>(Map.of("PATH", "/usr/bin:/bin"));

        ProcessEnd end = run(new Command(script, List.of(), environment, ""), LONG);

        assertEquals(new ProcessEnd.Exited(0, "0\n1\n10\n2\n", ""), end, "10 is the script, held open by the shell");
    }

    @Test
    void keepsTheEndOfAHundredMebibytes() throws Exception {
        Command command = agent("flood");

        ProcessEnd end = run(command, LONG);

        var exited = assertInstanceOf(ProcessEnd.Exited.class, end);
        assertEquals(0, exited.code());
        assertTrue(exited.output().startsWith("(" + (100 * 1024 * 1024 - CapturedOutput.LIMIT_BYTES) + " bytes before this were dropped)"),
                () -> "all of it was read: " + exited.output().substring(0, 80));
    }

    @Test
    void survivesOutputThatIsNotText() throws Exception {
        Command command = agent("binary");

        ProcessEnd end = run(command, LONG);

        assertTrue(assertInstanceOf(ProcessEnd.Exited.class, end).errors().contains("garbage"));
    }

    @Test
    void tellsAMissingProgram() throws Exception {
        Path file = directory.resolve("nowhere");

        ProcessEnd end = run(plain(file), LONG);

        assertEquals(new ProcessEnd.NotStarted(ProcessEnd.Cause.MISSING, file + " does not exist"), end);
    }

    @Test
    void tellsAProgramThatMayNotBeExecuted() throws Exception {
        Path file = script("#!/bin/sh\nexit 0\n", "rw-r--r--");

        ProcessEnd end = run(plain(file), LONG);

        assertEquals(ProcessEnd.Cause.FORBIDDEN, assertInstanceOf(ProcessEnd.NotStarted.class, end).cause());
    }

    @Test
    void tellsAMissingInterpreter() throws Exception {
        Path file = script("#!/usr/bin/no-such-language -x\nexit 0\n", "rwxr-xr-x");

        ProcessEnd end = run(plain(file), LONG);

        assertEquals(new ProcessEnd.NotStarted(ProcessEnd.Cause.MISSING,
                "the interpreter of " + file + " does not exist: /usr/bin/no-such-language"), end);
    }

    @Test
    void runsAScriptWithoutInterpreterLineAsTheShellWould() throws Exception {
        Path file = script("exit 3\n", "rwxr-xr-x");

        ProcessEnd end = run(plain(file), LONG);

        assertEquals(3, assertInstanceOf(ProcessEnd.Exited.class, end).code());
    }

    @Test
    void tellsAnEnvironmentThatIsTooLarge() throws Exception {
        var environment = new TreeMap<>(Map.of("OCF_RESKEY_big", "x".repeat(300_000)));

        ProcessEnd end = run(new Command(Path.of("/bin/true"), List.of(), environment, ""), LONG);

        var refused = assertInstanceOf(ProcessEnd.NotStarted.class, end);
        assertEquals(ProcessEnd.Cause.OTHER, refused.cause());
        assertTrue(refused.reason().contains("too long"), refused.reason());
    }

    @Test
    void handsArgumentsOverUntouched() throws Exception {
        Path file = script("#!/bin/sh\nprintf '<%s>' \"$@\"\n", "rwxr-xr-x");
        String nasty = "a b\\c \"d\" 'e' $(reboot) ${x} \n * é";

        ProcessEnd end = run(plain(file, nasty, ""), LONG);

        assertEquals(new ProcessEnd.Exited(0, "<" + nasty + "><>", ""), end);
    }

    @Test
    void handsValuesInTheEnvironmentOverUntouched() throws Exception {
        Path file = script("#!/bin/sh\nprintf '%s' \"$V\"\n", "rwxr-xr-x");
        String nasty = "line\nbreak \"quotes\" '$(reboot)' äöü € " + "x".repeat(65_536);

        ProcessEnd end = run(new Command(file, List.of(), new TreeMap<>(Map.of("V", nasty)), ""), LONG);

        assertEquals(new ProcessEnd.Exited(0, nasty, ""), end);
    }

    @Test
    void givesInputAndClosesIt() throws Exception {
        ProcessEnd end = run(new Command(Path.of("/bin/cat"), List.of(), new TreeMap<>(), "action=monitor\npasswd=secret\n"), LONG);

        assertEquals(new ProcessEnd.Exited(0, "action=monitor\npasswd=secret\n", ""), end);
    }

    @Test
    void isNotHeldUpByAProgramThatDoesNotReadItsInput() throws Exception {
        ProcessEnd end = run(new Command(Path.of("/bin/true"), List.of(), new TreeMap<>(), "x".repeat(1_000_000)), LONG);

        assertEquals(new ProcessEnd.Exited(0, "", ""), end);
    }

    @Test
    void leavesNoFileOpen() throws Exception {
        run(plain(Path.of("/bin/true")), LONG);
        long before = openFiles();

        for (int i = 0; i < 20; i++) {
            run(plain(Path.of("/bin/true")), LONG);
        }

        AgentYard.waitUntil("as many files are open as before", () -> openFiles() <= before);
    }

    private static long openFiles() {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
