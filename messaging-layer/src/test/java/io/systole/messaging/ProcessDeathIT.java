package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: {@code kill -9} is noticed at once, SIGSTOP after the dead time, and SIGCONT leads to a merge. */
@Timeout(90)
final class ProcessDeathIT {
    private static final String[] NODES = {"n1=127.0.0.1", "n2=127.0.0.2", "n3=127.0.0.3"};

    private final LoopbackCluster cluster = new LoopbackCluster();
    private final List<Process> children = new ArrayList<>();
    private Path keyFile;

    @TempDir
    Path directory;

    @AfterEach
    void leave() {
        children.forEach(Process::destroyForcibly);
        cluster.close();
    }

    @Test
    void aKilledMemberIsGoneAtOnce() throws IOException {
        var n1 = cluster.start("n1", 1);
        var n2 = cluster.start("n2", 1);
        Process n3 = launch("n3", 1);
        n1.heard().awaitMembers("[n1#1, n2#1, n3#1]");
        n2.heard().awaitMembers("[n1#1, n2#1, n3#1]");
        long begin = System.nanoTime();

        n3.destroyForcibly();

        n1.heard().awaitMembers("[n1#1, n2#1]");
        n2.heard().awaitMembers("[n1#1, n2#1]");
        assertNoticedBySocket(begin);
    }

    @Test
    void aKilledCoordinatorIsReplacedAtOnce() throws IOException {
        Process n3 = launch("n3", 1);
        var n1 = cluster.start("n1", 1);
        n1.heard().awaitMembers("[n1#1, n3#1]");
        var n2 = cluster.start("n2", 1);
        n1.heard().awaitMembers("[n1#1, n2#1, n3#1]");
        n2.heard().awaitMembers("[n1#1, n2#1, n3#1]");
        long begin = System.nanoTime();

        n3.destroyForcibly();

        n1.heard().awaitMembers("[n1#1, n2#1]");
        n2.heard().awaitMembers("[n1#1, n2#1]");
        assertNoticedBySocket(begin);
        Process again = launch("n3", 2);
        n1.heard().awaitMembers("[n1#1, n2#1, n3#2]");
        assertTrue(again.isAlive());
    }

    @Test
    void aStoppedProcessIsLostAndMergesWhenItWakes() throws IOException, InterruptedException {
        var n1 = cluster.start("n1", 1);
        Process n3 = launch("n3", 1);
        n1.heard().awaitMembers("[n1#1, n3#1]");
        long begin = System.nanoTime();

        signal("STOP", n3);
        n1.heard().awaitMembers("[n1#1]");
        long millis = (System.nanoTime() - begin) / 1_000_000;
        signal("CONT", n3);

        n1.heard().awaitMembership("merged [n1#1, n3#1]");
        FailureDetectionTimes times = LoopbackCluster.TIMES;
        assertTrue(millis >= times.deadTime().minus(times.keepAlive().multipliedBy(2)).toMillis(), "lost already after " + millis + " ms");
        assertEquals(List.of("[n1#1]", "[n1#1, n3#1]", "[n1#1]", "merged [n1#1, n3#1]"), n1.heard().memberships());
    }

    @Test
    void whoStartsWaitsForADaemonThatIsThereButSlowToAnswer() throws IOException, InterruptedException {
        var n1 = cluster.start("n1", 1);
        Process n3 = launch("n3", 1);
        n1.heard().awaitMembers("[n1#1, n3#1]");
        n1.transport().close();
        signal("STOP", n3);
        // Longer than one round of questions.
        Process waker = new ProcessBuilder("sh", "-c", "sleep 1; kill -CONT " + n3.pid()).inheritIO().start();

        var n2 = cluster.start("n2", 1);

        assertEquals(0, waker.waitFor());
        n2.heard().awaitMembers("[n2#1, n3#1]");
        assertEquals(List.of("[n2#1, n3#1]"), n2.heard().memberships());
    }

    private Process launch(String node, long incarnation) throws IOException {
        if (keyFile == null) {
            keyFile = directory.resolve("authkey");
            new ClusterKeyFile(keyFile).write(cluster.key);
        }
        Process child = MemberProcess.launch(keyFile, cluster.port, node, incarnation, NODES);
        children.add(child);
        return child;
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor());
    }

    private static void assertNoticedBySocket(long begin) {
        long millis = (System.nanoTime() - begin) / 1_000_000;
        System.out.println("kill -9 to membership at both survivors: " + millis + " ms");
        assertTrue(millis < LoopbackCluster.TIMES.deadTime().toMillis(), "noticed after " + millis + " ms");
    }
}
