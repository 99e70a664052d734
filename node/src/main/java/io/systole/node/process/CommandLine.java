package io.systole.node.process;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code systoled} was told on its command line.
 *
 * @param action what to do
 * @param directories values of {@code --etc}, {@code --state}, {@code --run}, {@code --log}, as far as given
 * @param resources with {@code --stop}: {@code move}, {@code leave}, or empty = as configured
 */
public record CommandLine(Action action, Map<String, String> directories, String resources) {
    /** The help text. */
    public static final String HELP = """
            usage: systoled [OPTIONS]                 run the cluster daemon of this node in the foreground
                   systoled --stop [--move-resources | --leave-resources] [OPTIONS]
                                                      stop the running daemon and wait until it has ended
                   systoled --arbitrator [OPTIONS]    only vote for the clusters in ETC/arbitrator.conf, in the foreground
                   systoled --keygen [OPTIONS]        make a cluster key (mode 0600)
                   systoled --check [OPTIONS]         read the configuration and the key, say what is wrong, and end
                   systoled --help | --version

              --etc DIR    configuration and key   (or SYSTOLE_ETC, else /etc/systole)
              --state DIR  CIB, incarnation        (or SYSTOLE_STATE, else /var/lib/systole)
              --run DIR    socket, lock            (or SYSTOLE_RUN, else /run/systole)
              --log DIR    systoled.log            (or SYSTOLE_LOG, else /var/log/systole)

            SIGTERM stops in the way that on_stop in systole.conf says: "move" (the default) stops the resources of this node
            and lets the others take them; "leave" lets them run unsupervised, and the next start adopts them, which is what
            an upgrade of the daemon wants. Set the property maintenance-mode=true first: without it, and with other nodes
            there, "leave" is "move", since the others would start the resources a second time.

            exit status: 0 orderly stop, 64 wrong option, 69 address or port not usable, 74 file not readable or writable,
            75 another daemon runs here, 78 configuration or key not usable, 100 must stay out of the cluster, 124 stop took too long
            """;

    private static final List<String> DIRECTORIES = List.of("etc", "state", "run", "log");

    public CommandLine {
        directories = Collections.unmodifiableMap(new TreeMap<>(directories));
    }

    /**
     * Reads the words of a command line.
     *
     * @throws StartException if they make no sense
     */
    public static CommandLine parse(List<String> words) {
        Action action = Action.RUN;
        String resources = "";
        var directories = new TreeMap<String, String>();
        for (Iterator<String> rest = words.iterator(); rest.hasNext();) {
            String word = rest.next();
            switch (word) {
                case "--stop" -> action = Action.STOP;
                case "--arbitrator" -> action = Action.ARBITRATOR;
                case "--guard" -> action = Action.GUARD;
                case "--keygen" -> action = Action.KEYGEN;
                case "--check" -> action = Action.CHECK;
                case "--help", "-h", "-?" -> action = Action.HELP;
                case "--version" -> action = Action.VERSION;
                case "--move-resources" -> resources = "move";
                case "--leave-resources" -> resources = "leave";
                default -> directory(word, rest, directories);
            }
        }
        if (!resources.isEmpty() && action != Action.STOP) {
            throw new StartException(ExitStatus.USAGE, "--" + resources + "-resources goes with --stop only;"
                    + " for SIGTERM say on_stop = " + resources + " in systole.conf");
        }
        return new CommandLine(action, directories, resources);
    }

    private static void directory(String word, Iterator<String> rest, Map<String, String> directories) {
        String name = word.startsWith("--") ? word.substring(2) : "";
        int equals = name.indexOf('=');
        String value = equals < 0 ? null : name.substring(equals + 1);
        name = equals < 0 ? name : name.substring(0, equals);
        if (!DIRECTORIES.contains(name)) {
            throw new StartException(ExitStatus.USAGE, "there is no option " + word + "; systoled --help lists them");
        }
        if (value == null && rest.hasNext()) {
            value = rest.next();
        }
        if (value == null || value.isEmpty()) {
            throw new StartException(ExitStatus.USAGE, "--" + name + " needs a directory behind it");
        }
        directories.put(name, value);
    }

    /** What to do. */
    public enum Action {
        RUN,
        ARBITRATOR,
        /** Started by the daemon itself. */
        GUARD,
        STOP,
        KEYGEN,
        CHECK,
        HELP,
        VERSION
    }
}
