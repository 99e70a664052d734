package io.systole.lrm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.systole.core.cib.ResourceId;
import io.systole.core.operation.OperationResult;
import io.systole.lrm.memory.AgentFiles;
import io.systole.lrm.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A daemon is restarted while agents of its former life are at work. */
@Timeout(180)
class FormerAgentsIT extends RestartedExecutor {
    @Test
    void waitsForTheStartThatAFormerDaemonHasLeftAtWorkBeforeItLooks() throws IOException {
        executor.execute(yard.order("web", "start", "do", "clean-up-on-term"));
        yard.mark("web", "self");
        AgentYard.waitUntil("it is kept that the start is under way", () -> atWork() == 1);
        restart();

        executor.execute(yard.order("web", "monitor"));
        run(yard.order("db", "start"));
        List<String> before = yard.journal();
        yard.reap("web", "self");

        assertEquals(7, ear.await("web_monitor_0").exitCode());
        assertFalse(before.contains("web monitor begins"), before.toString());
        AgentYard.waitUntil("nothing is kept any more", () -> atWork() == 0);
    }

    @Test
    void endsWhatAFormerDaemonHasLeftAtWorkWhenItsTimeIsOver() throws IOException {
        Process agent = new ProcessBuilder("setsid", "sleep", "300").start();
        ProcessIdentity left = ProcessIdentity.of(agent.pid()).orElseThrow();
        new AgentFiles(yard.settings().runDirectory()).began(new AgentFiles.AtWork(left, new ResourceId("web"), "web_start_0",
                Duration.ofNanos(System.nanoTime()).plusMillis(300)));
        restart();

        OperationResult probe = run(yard.order("web", "monitor"));

        assertEquals(7, probe.exitCode());
        assertFalse(left.lives());
    }

    @Test
    void doesNotTakeAStrangerForAnAgentOfAFormerDaemon() throws IOException {
        long self = ProcessHandle.current().pid();
        new AgentFiles(yard.settings().runDirectory()).began(new AgentFiles.AtWork(new ProcessIdentity(self, 1), new ResourceId("web"),
                "web_start_0", Duration.ofNanos(System.nanoTime()).plusHours(1)));
        restart();

        assertEquals(7, run(yard.order("web", "monitor")).exitCode());
        assertEquals(0, atWork());
    }

    private long atWork() {
        try (Stream<Path> files = Files.list(directory.resolve("run/agents"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
