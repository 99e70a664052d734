package io.systole.lrm.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.systole.lrm.kernel.KernelLoop;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Processes launched by the C library alone. */
class SpawnedProcessesIT extends ProcessRunnerContract {
    private static final Path OOM_SCORE = Path.of("/proc/self/oom_score_adj");

    @Override
    Launcher launcher(Standing daemon) {
        return new SpawnLauncher(PosixSpawn.find().orElseThrow()::spawn, daemon);
    }

    private static ProcessEnd shell(Launcher launcher, String script) throws InterruptedException {
        var command = new Command(Path.of("/bin/sh"), List.of("-c", script), new TreeMap<>(Map.of("PATH", "/usr/bin:/bin")), "");
        return new ProcessRunner(launcher, List.of(), Duration.ZERO).run(command, Duration.ofSeconds(60), new CompletableFuture<>());
    }

    @Test
    void theDaemonIsSparedAgainAfterTheLaunch() throws Exception {
        String before = Files.readString(OOM_SCORE).strip();
        assumeTrue(set("-300"), "this process may not spare itself when memory runs out (CAP_SYS_RESOURCE)");
        try {
            ProcessEnd end = shell(launcher(new Standing(0, -300)), "cat /proc/$$/oom_score_adj");

            assertEquals(new ProcessEnd.Exited(0, "0\n", ""), end);
            assertEquals("-300", Files.readString(OOM_SCORE).strip());
        } finally {
            Files.writeString(OOM_SCORE, before);
        }
    }

    @Test
    void aDaemonThatSomebodyHasGivenAnotherScoreKeepsIt() throws Exception {
        String before = Files.readString(OOM_SCORE).strip();
        assumeTrue(set("300"), "this process may not offer itself when memory runs out");
        try {
            Launcher launcher = launcher(new Standing(0, -300));
            ProcessEnd first = shell(launcher, "cat /proc/$$/oom_score_adj");
            set("40");
            ProcessEnd second = shell(launcher, "cat /proc/$$/oom_score_adj");

            assertEquals(new ProcessEnd.Exited(0, "0\n", ""), first);
            assertEquals(new ProcessEnd.Exited(0, "0\n", ""), second);
            assertEquals("40", Files.readString(OOM_SCORE).strip());
        } finally {
            Files.writeString(OOM_SCORE, before);
        }
    }

    private static boolean set(String score) {
        try {
            Files.writeString(OOM_SCORE, score);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void theDaemonKeepsItsLimitOfOpenFiles() throws Exception {
        Libc.OpenFiles before = Libc.openFilesLimit();

        ProcessEnd end = shell(launcher(new Standing(0, 0)), "ulimit -Sn");

        assertEquals(new ProcessEnd.Exited(0, Math.min(before.soft(), 1024) + "\n", ""), end);
        assertEquals(before, Libc.openFilesLimit());
    }

    @Test
    void withVeryManyFilesOpenTheLimitIsTakenByAProgramInBetween() throws Exception {
        assumeTrue(Libc.openFilesLimit().soft() > 2000, "this process may open too few files");
        List<Integer> opened = new ArrayList<>();
        try {
            while (opened.size() < 1100) {
                opened.add(Libc.openEmpty());
            }

            ProcessEnd end = shell(launcher(new Standing(0, 0)), "ulimit -Sn; ls /proc/$$/fd");

            assertEquals(new ProcessEnd.Exited(0, "1024\n0\n1\n2\n", ""), end);
        } finally {
            opened.forEach(Libc::close);
        }
    }

    @Test
    void aDeathBySignalShowsAsInAShell() throws Exception {
        ProcessEnd end = shell(launcher(new Standing(0, 0)), "kill -KILL $$");

        assertEquals(128 + ProcessGroup.KILL, assertInstanceOf(ProcessEnd.Exited.class, end).code());
    }

    @Test
    void aProgramThatVanishedMeanwhileIsRefusedWithAReason() throws Exception {
        PosixSpawn spawn = PosixSpawn.find().orElseThrow();
        int nothing = Libc.openEmpty();

        var refused = assertThrows(IOException.class, () -> spawn.spawn(List.of("/nowhere"), List.of(), nothing, nothing, nothing));

        Libc.close(nothing);
        assertTrue(refused.getMessage().contains("not there any more"), refused.getMessage());
    }

    @Test
    void theEndOfAProcessIsFoundWhereTheKernelCannotTellIt() throws Exception {
        int nothing = Libc.openEmpty();
        Libc.OpenFiles before = Libc.openFilesLimit();
        int pid = PosixSpawn.find().orElseThrow().spawn(List.of("/bin/sh", "-c", "exit 3"), List.of(), nothing, nothing, nothing);
        Process process;
        Libc.limitOpenFiles(new Libc.OpenFiles(nothing, before.hard()));
        try {
            process = new SpawnedProcess(pid, OutputStream.nullOutputStream(), KernelLoop.ofThisProcess());
        } finally {
            Libc.limitOpenFiles(before);
            Libc.close(nothing);
        }

        assertEquals(3, process.waitFor());
    }

    @Test
    void textWithACharacterThatWouldEndItIsRefused() throws Exception {
        ProcessEnd end = shell(launcher(new Standing(0, 0)), "echo a\0b");

        assertTrue(assertInstanceOf(ProcessEnd.NotStarted.class, end).reason().contains("NUL"), end::toString);
    }

    @Test
    void aLaunchThatHangsDoesNotHoldUpOthers() throws Exception {
        PosixSpawn spawn = PosixSpawn.find().orElseThrow();
        var begun = new CountDownLatch(1);
        var server = new CountDownLatch(1);
        var launcher = new SpawnLauncher((words, environment, streams) -> {
            if (words.contains("echo hung")) {
                begun.countDown();
                awaitUninterruptibly(server);
            }
            return spawn.spawn(words, environment, streams);
        }, new Standing(0, 0));
        var hung = new CompletableFuture<ProcessEnd>();
        Thread.ofVirtual().start(() -> {
            try {
                hung.complete(shell(launcher, "echo hung"));
            } catch (InterruptedException e) {
                hung.completeExceptionally(e);
            }
        });
        begun.await();

        ProcessEnd other = shell(launcher, "echo other");
        boolean waits = !hung.isDone();
        server.countDown();

        assertEquals(new ProcessEnd.Exited(0, "other\n", ""), other);
        assertTrue(waits);
        assertEquals(new ProcessEnd.Exited(0, "hung\n", ""), hung.get());
        assertEquals(new ProcessEnd.Exited(0, "again\n", ""), shell(launcher, "echo again"));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
