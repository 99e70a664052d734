package io.systole.node.setup;

import io.systole.node.config.NodePaths;
import io.systole.node.process.Installation;
import io.systole.shell.client.ClusterSetup.SetupException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the daemon on this node: by systemd where its unit is installed, else in the background. */
final class DaemonStart {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final NodePaths paths;

    DaemonStart(NodePaths paths) {
        this.paths = paths;
    }

    String start() {
        if (answers()) {
            return "systoled runs already";
        }
        try {
            if (Files.isDirectory(Path.of("/run/systemd/system")) && Files.exists(Path.of("/etc/systemd/system/systole.service"))) {
                return bySystemd();
            }
            return inBackground();
        } catch (IOException failed) {
            throw new SetupException("the daemon could not be started: " + failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SetupException("interrupted while the daemon started");
        }
    }

    private String bySystemd() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("systemctl", "start", "systole").inheritIO().start();
        if (process.waitFor() != 0) {
            throw new SetupException("systemctl start systole failed: journalctl -u systole says why");
        }
        awaitAnswer(process);
        return "started the unit systole.service; to start it at boot: systemctl enable systole";
    }

    private String inBackground() throws IOException, InterruptedException {
        Files.createDirectories(paths.log());
        Path console = paths.log().resolve("console.log");
        var builder = new ProcessBuilder(List.of("setsid", Installation.tools().resolve("systoled").toString(),
                "--etc", paths.etc().toString(),
                "--state", paths.state().toString(), "--run", paths.run().toString(), "--log", paths.log().toString()));
        builder.redirectInput(Path.of("/dev/null").toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()));
        Process process = builder.start();
        awaitAnswer(process);
        return "started systoled, process " + process.pid() + ", in the background; its log is " + paths.log().resolve("systoled.log");
    }

    private void awaitAnswer(Process process) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!process.isAlive() && process.exitValue() != 0) {
                throw new SetupException("systoled ended with exit code " + process.exitValue() + ": "
                        + paths.log().resolve("console.log") + " says why");
            }
            if (System.nanoTime() - end > 0) {
                throw new SetupException("systoled did not answer on " + paths.socket() + " within "
                        + PATIENCE.toSeconds() + " s: see its log");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Whether somebody listens; a socket file alone may be left from a killed daemon. */
    private boolean answers() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(paths.socket()));
        } catch (IOException nobody) {
            return false;
        }
    }
}
