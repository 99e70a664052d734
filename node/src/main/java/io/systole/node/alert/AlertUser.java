package io.systole.node.alert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As whom alert programs run: as hacluster, as with Pacemaker, if this machine has that user and the daemon may become it, otherwise as
 * the daemon's own user.
 *
 * @param name for {@code USER} and {@code LOGNAME}
 * @param home for {@code HOME}
 * @param prefix the program that makes its successor this user, with its options; empty if nothing has to be changed
 */
record AlertUser(String name, String home, List<String> prefix) {
    private static final Logger LOG = LoggerFactory.getLogger(AlertUser.class);
    private static final String CLUSTER_USER = "hacluster";
    private static final int FIELDS = 7;

    /** That of this machine for this process. */
    static AlertUser ofThisMachine() {
        String own = System.getProperty("user.name");
        var daemon = new AlertUser(own, System.getProperty("user.home"), List.of());
        if (!own.equals("root")) {
            return daemon;
        }
        Optional<Path> setpriv = Stream.of("/usr/bin/setpriv", "/bin/setpriv").map(Path::of).filter(Files::isExecutable).findFirst();
        try {
            Optional<AlertUser> found = setpriv.isEmpty() ? Optional.empty()
                    : find(Files.readAllLines(Path.of("/etc/passwd")), setpriv.get());
            if (found.isEmpty()) {
                LOG.info("alert programs run as root, since there is no {}", setpriv.isEmpty() ? "setpriv (package util-linux)"
                        : "user " + CLUSTER_USER);
            }
            return found.orElse(daemon);
        } catch (IOException unreadable) {
            LOG.warn("alert programs run as root, since /etc/passwd cannot be read: {}", unreadable.getMessage());
            return daemon;
        }
    }

    /** The cluster's user in these lines of {@code passwd(5)}; without further groups, as Pacemaker has it. */
    static Optional<AlertUser> find(List<String> passwd, Path setpriv) {
        return passwd.stream().map(line -> line.split(":", -1)).filter(fields -> fields.length == FIELDS && fields[0].equals(CLUSTER_USER))
                .findFirst().map(fields -> new AlertUser(CLUSTER_USER, fields[5], List.of(setpriv.toString(), "--reuid=" + fields[2],
                        "--regid=" + fields[3], "--clear-groups", "--")));
    }
}
