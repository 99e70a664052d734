package io.systole.node.setup;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Element;
import io.systole.messaging.ClusterKey;
import io.systole.messaging.ClusterKeyException;
import io.systole.messaging.ClusterKeyFile;
import io.systole.node.config.NodePaths;
import io.systole.node.config.SettingsException;
import io.systole.node.config.SettingsReader;
import io.systole.node.process.DaemonLock;
import io.systole.node.process.HostName;
import io.systole.node.process.StartException;
import io.systole.node.store.CibFiles;
import io.systole.shell.client.ClusterSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes this node the first one of a new cluster: {@code systole.conf}, the cluster key and a first CIB. Everything is
 * checked before the first file is written; files of a former cluster are kept beside the new ones.
 */
public final class ClusterInit implements ClusterSetup {
    private final NodePaths paths;
    private final String hostName;

    /** On this machine, in the usual directories or those of the environment; for {@link java.util.ServiceLoader}. */
    public ClusterInit() {
        this(NodePaths.from(Map.of(), System.getenv()), HostName.get());
    }

    ClusterInit(NodePaths paths, String hostName) {
        this.paths = paths;
        this.hostName = hostName;
    }

    @Override
    public Made init(InitRequest request) {
        List<String> lines = new SettingsText(hostName).of(request);
        List<String> warnings;
        try {
            warnings = SettingsReader.parse("the new " + paths.settingsFile(), lines, hostName).warnings();
        } catch (SettingsException wrong) {
            throw new SetupException(wrong.getMessage());
        }
        refuseWhileRunning();
        List<Path> former = former();
        if (!former.isEmpty() && !request.overwrite()) {
            throw new SetupException(former.getFirst() + " is there already: this node belongs to a cluster;"
                    + " ask for overwriting if it shall begin a new one (the old files are kept)");
        }
        try {
            return write(request, lines, former, warnings);
        } catch (IOException | UncheckedIOException | ClusterKeyException failed) {
            throw new SetupException("the cluster could not be made: " + failed.getMessage() + "; run as root, check the directory");
        }
    }

    private Made write(InitRequest request, List<String> lines, List<Path> former, List<String> warnings) throws IOException {
        Files.createDirectories(paths.etc());
        Files.createDirectories(paths.state());
        var remarks = new ArrayList<String>();
        String mark = ".before-" + Instant.now().toString().replace(":", "");
        for (Path file : former) {
            Path kept = file.resolveSibling(file.getFileName() + mark);
            Files.move(file, kept);
            remarks.add("the former " + file + " is kept as " + kept);
        }
        Files.write(paths.settingsFile(), lines);
        ClusterKeyFile key = new ClusterKeyFile(paths.keyFile());
        key.forget();
        key.write(ClusterKey.generate());
        new CibFiles(paths.cib(), Clock.systemUTC()).save(firstCib(request.properties()));
        remarks.add("copy " + paths.etc() + " to the other nodes with its modes (scp -p), then start systoled on each");
        remarks.addAll(warnings);
        return new Made(List.of(paths.settingsFile(), paths.keyFile(), paths.cib().resolve("cib.xml")), remarks);
    }

    static Cib firstCib(List<String> properties) {
        Element set = Element.of("cluster_property_set", "id", "cib-bootstrap-options");
        for (String property : properties) {
            int equals = property.indexOf('=');
            if (equals < 1) {
                throw new SetupException("property '" + property + "' is no name=value");
            }
            String name = property.substring(0, equals);
            set = set.plus(Element.of("nvpair",
                    "id", "cib-bootstrap-options-" + name, "name", name, "value", property.substring(equals + 1)));
        }
        return Cib.empty().withSection(Element.of("crm_config").plus(set)).withVersion(CibVersion.NONE.nextEpoch());
    }

    /** Files of a former cluster, those that the new one would replace. */
    private List<Path> former() {
        return List.of(paths.settingsFile(), paths.keyFile(), paths.cib()).stream().filter(Files::exists).toList();
    }

    private void refuseWhileRunning() {
        if (Files.exists(paths.lockFile())) {
            try {
                DaemonLock.take(paths.lockFile()).close();
            } catch (StartException running) {
                throw new SetupException(running.getMessage());
            }
        }
    }

    @Override
    public String startDaemon() {
        return new DaemonStart(paths).start();
    }
}
