package io.systole.node.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a node's files are. Each directory may be moved by an option of the command line or a variable of the environment,
 * so that several nodes can live on one machine.
 *
 * @param etc configuration: {@code systole.conf} and the cluster key ({@code /etc/systole})
 * @param state what survives a restart: the CIB, the incarnation ({@code /var/lib/systole})
 * @param run what does not survive a boot: socket, lock ({@code /run/systole})
 * @param log log files ({@code /var/log/systole})
 */
public record NodePaths(Path etc, Path state, Path run, Path log) {
    private static final String USUAL_RUN = "/run/systole";

    /**
     * The directories that these options and variables select; an option wins over a variable.
     *
     * @param options the values of {@code etc}, {@code state}, {@code run} and {@code log}, as far as given
     * @param environment {@code SYSTOLE_ETC}, {@code SYSTOLE_STATE}, {@code SYSTOLE_RUN}, {@code SYSTOLE_LOG}
     */
    public static NodePaths from(Map<String, String> options, Map<String, String> environment) {
        return new NodePaths(
                choose(options.get("etc"), environment.get("SYSTOLE_ETC"), "/etc/systole"),
                choose(options.get("state"), environment.get("SYSTOLE_STATE"), "/var/lib/systole"),
                choose(options.get("run"), environment.get("SYSTOLE_RUN"), USUAL_RUN),
                choose(options.get("log"), environment.get("SYSTOLE_LOG"), "/var/log/systole"));
    }

    /** The daemon's configuration. */
    public Path settingsFile() {
        return etc.resolve("systole.conf");
    }

    /** The cluster key, readable by its owner only. */
    public Path keyFile() {
        return etc.resolve("cluster.key");
    }

    /** The directory of the CIB and its backups. */
    public Path cib() {
        return state.resolve("cib");
    }

    /** The socket of the local API. */
    public Path socket() {
        return run.resolve("api.sock");
    }

    /** True where tools look by themselves; otherwise this may be one of several nodes on this machine. */
    public boolean isUsualRun() {
        return run.equals(Path.of(USUAL_RUN));
    }

    /** The socket for {@code SYSTOLE_SOCKET} of the programs that the daemon runs, so that tools they call ask this daemon and no other. */
    public Optional<Path> socketToTell() {
        return isUsualRun() ? Optional.empty() : Optional.of(socket());
    }

    /** Locked while a daemon runs; holds its process id. */
    public Path lockFile() {
        return run.resolve("systoled.pid");
    }

    private static Path choose(String option, String variable, String standard) {
        Optional<String> fromEnvironment = Optional.ofNullable(variable).filter(value -> !value.isEmpty());
        return Path.of(Optional.ofNullable(option).or(() -> fromEnvironment).orElse(standard)).toAbsolutePath().normalize();
    }
}
