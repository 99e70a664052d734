package io.systole.shell.client;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Makes a node a member of a cluster: key, daemon configuration, first CIB. The node module implements it, since the
 * formats of those files are its own; {@link java.util.ServiceLoader} finds it.
 */
public interface ClusterSetup {
    /**
     * Writes the cluster key (mode 0600), the daemon's configuration and a first CIB. That CIB has the cluster properties
     * of the request and nothing else. Nothing is written unless all of it can be.
     *
     * @throws SetupException if something is already there (and {@code overwrite} is not set) or cannot be written
     */
    Made init(InitRequest request);

    /** Starts the daemon on this node and returns when it answers; the sentence says what was done. */
    String startDaemon();

    /**
     * What {@code crm cluster init} asks for.
     *
     * @param clusterName the {@code cluster-name}
     * @param nodes the nodes by name with their addresses, this one included
     * @param bindAddress the local address to use; empty = found from the node list or the host name
     * @param multicast the multicast group, or several with commas, one for each network; empty = unicast to the node list
     * @param properties cluster properties for the first CIB, as {@code name=value}
     * @param overwrite replace what is there; the old files are kept beside the new ones
     */
    record InitRequest(
            String clusterName,
            List<NodeAddress> nodes,
            Optional<String> bindAddress,
            Optional<String> multicast,
            List<String> properties,
            boolean overwrite) {
        public InitRequest {
            nodes = List.copyOf(nodes);
            properties = List.copyOf(properties);
        }
    }

    /** A node of the cluster; the address (several with commas, one for each network) is empty if the name is to be resolved. */
    record NodeAddress(String name, Optional<String> address) {}

    /** What was written, for the user to see, and what has to be copied to the other nodes. */
    record Made(List<Path> files, List<String> remarks) {
        public Made {
            files = List.copyOf(files);
            remarks = List.copyOf(remarks);
        }
    }

    /** Setup is not possible; the message is one sentence with the fix. */
    final class SetupException extends RuntimeException {
        /** With the sentence for the user. */
        public SetupException(String message) {
            super(message);
        }
    }
}
