package io.systole.shell.command;

import io.systole.shell.client.ClusterSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code cluster init}: makes the cluster key, the daemon's configuration and a first CIB. */
final class ClusterInitCommand implements Command {
    /** Cluster properties of a new cluster. */
    private static final List<String> PROPERTIES = List.of("auto-failback=false", "stonith-enabled=false");

    @Override
    public String name() {
        return "init";
    }

    @Override
    public String usage() {
        return "[-n CLUSTER] [-N NODE[=ADDRESS[,ADDRESS]…]]… [-i ADDRESS] [-m MULTICAST-GROUP[,GROUP]…] [--force]";
    }

    @Override
    public String summary() {
        return "make the cluster key and the configuration of a new cluster on this node";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        ClusterSetup setup = context.setup()
                .orElseThrow(() -> new UsageException("a cluster can only be made where the daemon is installed and does not run yet"));
        try {
            ClusterSetup.InitRequest request = request(arguments);
            ClusterSetup.Made made = setup.init(request);
            made.files().forEach(file -> context.info("wrote " + file));
            made.remarks().forEach(context::info);
            context.info("auto_failback is off (property auto-failback=false): resources stay where they are when a node returns; "
                    + "change it with \"crm cluster auto_failback on\"");
            context.warn("no fencing is configured (property stonith-enabled=false): a node that hangs can keep writing to shared data "
                    + "while another takes over");
            return ExitStatus.OK;
        } catch (ClusterSetup.SetupException failed) {
            context.error(failed.getMessage());
            return ExitStatus.ERROR;
        }
    }

    private static ClusterSetup.InitRequest request(List<String> arguments) {
        String cluster = "systole";
        var nodes = new ArrayList<ClusterSetup.NodeAddress>();
        Optional<String> bind = Optional.empty();
        Optional<String> multicast = Optional.empty();
        boolean overwrite = false;
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            switch (word) {
                case "-n", "--name" -> cluster = value(arguments, ++i, word);
                case "-N", "--node" -> nodes.add(node(value(arguments, ++i, word)));
                case "-i", "--interface" -> bind = Optional.of(value(arguments, ++i, word));
                case "-m", "--multicast" -> multicast = Optional.of(value(arguments, ++i, word));
                case "--force", "-f" -> overwrite = true;
                case "-y", "--yes" -> { }
                default -> throw new UsageException("\"" + word + "\" is not known to cluster init");
            }
        }
        var properties = new ArrayList<>(PROPERTIES);
        properties.add("cluster-name=" + cluster);
        return new ClusterSetup.InitRequest(cluster, nodes, bind, multicast, properties, overwrite);
    }

    private static String value(List<String> arguments, int at, String option) {
        if (at >= arguments.size()) {
            throw new UsageException(option + " needs a value");
        }
        return arguments.get(at);
    }

    private static ClusterSetup.NodeAddress node(String word) {
        int equals = word.indexOf('=');
        return equals < 0
                ? new ClusterSetup.NodeAddress(word, Optional.empty())
                : new ClusterSetup.NodeAddress(word.substring(0, equals), Optional.of(word.substring(equals + 1)));
    }
}
