package io.systole.node;

import io.systole.messaging.ClusterKey;
import io.systole.messaging.ClusterKeyException;
import io.systole.messaging.ClusterKeyFile;
import io.systole.node.arbitrator.ArbitratorDaemon;
import io.systole.node.config.NodePaths;
import io.systole.node.config.NodeSettings;
import io.systole.node.config.SettingsException;
import io.systole.node.config.SettingsReader;
import io.systole.node.process.CommandLine;
import io.systole.node.process.DaemonLock;
import io.systole.node.process.DaemonLog;
import io.systole.node.process.ExitStatus;
import io.systole.node.process.HostName;
import io.systole.node.process.StartException;
import io.systole.node.process.StopRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code systoled}: the cluster daemon of a node. Reads what it was told, takes the node's lock, runs the node until it is
 * stopped, and ends with an exit code that says why.
 */
public final class NodeDaemon {
    private static final Logger LOG = LoggerFactory.getLogger(NodeDaemon.class);

    private NodeDaemon() {}

    /** The program. */
    public static void main(String[] words) {
        ExitStatus status = run(List.of(words), System.out, System.err);
        System.out.flush();
        System.err.flush();
        // Not exit(): the hook that handles SIGTERM waits for this very thread.
        Runtime.getRuntime().halt(status.code());
    }

    private static ExitStatus run(List<String> words, PrintStream out, PrintStream err) {
        try {
            CommandLine line = CommandLine.parse(words);
            NodePaths paths = NodePaths.from(line.directories(), System.getenv());
            switch (line.action()) {
                case HELP -> out.print(CommandLine.HELP);
                case VERSION -> out.println("systoled " + Version.text());
                case STOP -> StopRequest.send(paths.socket(), paths.lockFile(), line.resources());
                case KEYGEN -> {
                    new ClusterKeyFile(paths.keyFile()).write(ClusterKey.generate());
                    out.println("made " + paths.keyFile() + "; copy it to the other nodes with its mode: scp -p");
                }
                case CHECK -> {
                    NodeSettings settings = settings(paths);
                    new ClusterKeyFile(paths.keyFile()).read();
                    settings.warnings().forEach(warning -> out.println("warning: " + warning));
                    out.println(paths.settingsFile() + " and " + paths.keyFile() + " are in order; this is node " + settings.name());
                }
                case RUN -> {
                    return serve(paths);
                }
                case ARBITRATOR -> {
                    List.of(paths.state(), paths.run(), paths.log()).forEach(NodeDaemon::makeDirectory);
                    return ArbitratorDaemon.serve(paths);
                }
                case GUARD -> {
                    return GuardProcess.run(settings(paths), paths);
                }
            }
            return ExitStatus.OK;
        } catch (SettingsException | ClusterKeyException wrong) {
            err.println("systoled: " + wrong.getMessage());
            return ExitStatus.CONFIGURATION;
        } catch (StartException impossible) {
            err.println("systoled: " + impossible.getMessage());
            return impossible.status();
        }
    }

    private static ExitStatus serve(NodePaths paths) {
        NodeSettings settings = settings(paths);
        ClusterKey key = new ClusterKeyFile(paths.keyFile()).read();
        for (Path directory : List.of(paths.state(), paths.run(), paths.log())) {
            makeDirectory(directory);
        }
        try (DaemonLock _ = DaemonLock.take(paths.lockFile())) {
            DaemonLog.begin(paths.log(), settings.logLevel());
            LOG.info("systoled {} begins: node {} of cluster {}, process {}", Version.text(), settings.name(), settings.cluster(),
                    ProcessHandle.current().pid());
            settings.warnings().forEach(warning -> LOG.warn("{}", warning));
            try (RunningNode node = RunningNode.start(settings, paths, key)) {
                Thread main = Thread.currentThread();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    node.stop(settings.onStop());
                    joinForEver(main);
                }, "stop"));
                return node.awaitEnd();
            } catch (StartException failed) {
                LOG.error("cannot start: {}", failed.getMessage());
                return failed.status();
            }
        }
    }

    private static NodeSettings settings(NodePaths paths) {
        return SettingsReader.read(paths.settingsFile(), HostName.get());
    }

    private static void makeDirectory(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));
            }
        } catch (IOException failed) {
            throw new StartException(ExitStatus.IO, "cannot make the directory " + directory + " (" + failed.getMessage()
                    + "): run as root, or choose another one (see systoled --help)");
        }
    }

    /** The main thread ends the process by itself when everything is closed. */
    private static void joinForEver(Thread main) {
        try {
            main.join();
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
        }
    }
}
