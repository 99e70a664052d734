package io.systole.node.arbitrator;

import io.systole.messaging.ArbitratorServer;
import io.systole.node.config.NodePaths;
import io.systole.node.process.DaemonLock;
import io.systole.node.process.DaemonLog;
import io.systole.node.process.ExitStatus;
import io.systole.node.store.GrantFiles;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An arbitrator from start to end: reads its settings, takes the lock of this machine, votes until it is stopped. */
public final class ArbitratorDaemon {
    private static final Logger LOG = LoggerFactory.getLogger(ArbitratorDaemon.class);

    private ArbitratorDaemon() {}

    /**
     * Serves until the process gets SIGTERM.
     *
     * @throws io.systole.node.config.SettingsException if {@code arbitrator.conf} or a key cannot be used
     * @throws io.systole.node.process.StartException if another one runs here
     */
    public static ExitStatus serve(NodePaths paths) {
        ArbitratorSettings settings = ArbitratorSettings.read(file(paths));
        try (DaemonLock _ = DaemonLock.take(paths.run().resolve("arbitrator.pid"))) {
            DaemonLog.begin(paths.log(), "arbitrator.log", "info");
            try (var server = new ArbitratorServer(settings.listen(), settings.clusters(),
                    new GrantFiles(paths.state().resolve("arbitrator"), Clock.systemUTC()))) {
                LOG.info("arbitrator of {} on {}, process {}", settings.clusters().keySet(), server.address(),
                        ProcessHandle.current().pid());
                Thread main = Thread.currentThread();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.stop();
                    join(main);
                }, "stop"));
                server.serve();
                LOG.info("ended");
                return ExitStatus.OK;
            } catch (UncheckedIOException unusable) {
                LOG.error("cannot start: {}", unusable.getMessage());
                return ExitStatus.UNAVAILABLE;
            }
        }
    }

    /** The settings of an arbitrator. */
    static Path file(NodePaths paths) {
        return paths.etc().resolve("arbitrator.conf");
    }

    private static void join(Thread main) {
        try {
            main.join(2000);
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
        }
    }
}
