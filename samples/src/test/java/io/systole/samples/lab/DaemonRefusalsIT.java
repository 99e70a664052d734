package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What real daemons say, and with which exit code, when they cannot or must not run. */
class DaemonRefusalsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private LoopbackLab lab;
    private LoopbackNode n1;

    @BeforeEach
    void makeLab() {
        lab = LoopbackLab.make("refusals", InstallationTree.path(), List.of("n1", "n2"));
        n1 = lab.node("n1");
    }

    @AfterEach
    void removeLab() {
        lab.close();
    }

    private int exitCode(LoopbackNode node) throws Exception {
        Process process = node.start();
        assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), () -> "still running: " + node.console());
        return process.exitValue();
    }

    private static void awaitLog(LoopbackNode node, String text) {
        Await.until(node.name() + " says: " + text, PATIENCE, Duration.ofMillis(100), () -> node.console().contains(text), node::console);
    }

    @Test
    void aSecondDaemonOnOneNodeNamesTheFirst() throws Exception {
        n1.start();
        awaitLog(n1, "ready");
        long first = n1.daemon().orElseThrow().pid();

        int code = exitCode(n1);

        assertEquals(75, code);
        assertTrue(n1.console().contains("another systoled, process " + first + ", runs on this node"), n1.console());
        assertTrue(n1.tells("status").contains("\"node\":\"n1\""), "the first daemon must go on");
    }

    @Test
    void aNodeThatIsNotInTheListIsRefused() throws Exception {
        Path file = n1.etc().resolve("systole.conf");
        Files.writeString(file, Files.readString(file).replace("name = n1", "name = n9"));

        int code = exitCode(n1);

        assertEquals(78, code);
        assertTrue(n1.console().contains(file + " has no line for this node 'n9' (it has n1, n2)"), n1.console());
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws Exception {
        Path key = n1.etc().resolve("cluster.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        int code = exitCode(n1);

        assertEquals(78, code);
        assertTrue(n1.console().contains("the cluster key " + key + " is open to others"), n1.console());
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (var _ = new DatagramSocket(5405, InetAddress.ofLiteral("127.0.0.11"))) {
            int code = exitCode(n1);

            assertEquals(69, code);
            assertTrue(n1.console().contains("5405 of 127.0.0.11 is taken"), n1.console());
        }
    }

    @Test
    void aNodeWithAnotherKeyIsNoMember() throws Exception {
        LoopbackNode n2 = lab.node("n2");
        Files.delete(n2.etc().resolve("cluster.key"));
        n2.run("systoled", "--keygen").orFail();

        n1.start();
        n2.start();
        awaitLog(n1, "ready");
        awaitLog(n2, "ready");
        awaitLog(n1, "WARN");
        assertTrue(n1.tells("status").contains("\"name\":\"n1\"") && !n1.tells("status").contains("\"name\":\"n2\""), n1.tells("status"));
        assertTrue(n2.tells("status").contains("\"name\":\"n2\"") && !n2.tells("status").contains("\"name\":\"n1\""), n2.tells("status"));
    }

    @Test
    void aDamagedCibFallsBackToTheNewestGoodCopy() throws Exception {
        n1.start();
        lab.node("n2").start();
        awaitLog(n1, "ready");
        Await.until("there is a DC", PATIENCE, () -> n1.tells("status").contains("\"dc\":\"n"));
        n1.run("crm", "configure", "property", "no-quorum-policy=ignore").orFail();
        n1.run("crm", "configure", "property", "cluster-recheck-interval=7min").orFail();
        Path cib = n1.state().resolve("cib/cib.xml");
        Await.until("the change is on disk", PATIENCE, () -> n1.run("cat", cib.toString()).output().contains("7min"));
        lab.node("n2").kill();
        n1.kill();
        Files.writeString(cib, Files.readString(cib).replace("<configuration>", "<configuration"));

        n1.start();
        awaitLog(n1, cib + " is damaged");
        Await.until("the daemon answers", PATIENCE, () -> n1.tells("status").contains("S_"));

        assertTrue(n1.run("sh", "-c", "curl -s --unix-socket \"$SYSTOLE_SOCKET\" http://localhost/v1/cib").output()
                .contains("name=\"no-quorum-policy\" value=\"ignore\""), n1.console());
    }

    @Test
    void aDaemonWhoseNameIsTakenByANewerOneOnAnotherHostEnds() throws Exception {
        Process first = n1.start();
        lab.node("n2").start();
        Await.until("n2 is a member", PATIENCE, () -> n1.tells("status").contains("\"name\":\"n2\""));
        LoopbackNode twin = lab.twin("n1", "127.0.0.19");

        twin.start();

        assertTrue(first.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), n1::console);
        assertEquals(100, first.exitValue());
        assertTrue(n1.console().contains("another daemon with the name n1 was started later and has taken its place"), n1.console());
        Await.until("the newer one answers", PATIENCE, () -> twin.tells("status").contains("\"node\":\"n1\""));
    }

    @Test
    void stopEndsTheDaemonWithZero() throws Exception {
        Process daemon = n1.start();
        lab.node("n2").start();
        awaitLog(n1, "ready");
        Await.until("there is a DC", PATIENCE, () -> n1.tells("status").contains("\"dc\":\"n"));

        Command.Result stop = n1.run("systoled", "--stop");

        assertTrue(stop.ok(), stop.output());
        assertTrue(daemon.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertEquals(0, daemon.exitValue(), n1.console());
    }
}
