package io.systole.core.scheduler.bundle;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A bundle as configured: how many containers of which image, how they are reached, what they share with their host and what
 * runs in them (rules 4:B-5 to 4:B-11).
 *
 * @param xml the {@code bundle} element
 * @param technology {@code docker} or {@code podman}: the agent that runs the containers
 * @param image what the containers are made from
 * @param replicas how many containers
 * @param perHost how many of them on one node
 * @param unique the configuration asked for more than one on one node
 * @param promotedMax how many may be promoted; 0 = roles do not matter
 * @param runCommand what is run in a container, instead of the default
 * @param options words for the container engine, as they are; empty text and no text are not the same
 * @param network the network of the containers
 * @param reach how the containers are reached
 * @param mounts what they share with their host
 * @param primitive what runs in them; empty for containers that look after themselves
 */
public record BundleDefinition(
        Element xml,
        String technology,
        String image,
        int replicas,
        int perHost,
        boolean unique,
        int promotedMax,
        Optional<String> runCommand,
        Optional<String> options,
        Optional<String> network,
        Reach reach,
        List<Mount> mounts,
        Optional<Element> primitive) {
    public BundleDefinition {
        mounts = List.copyOf(mounts);
    }

    /**
     * How containers are reached (rule 4:B-8).
     *
     * @param addresses the address of each replica; empty if they have none
     * @param netmask of the addresses, as bits
     * @param hostInterface where addresses are set up
     * @param controlPort where the connection to what runs inside is made
     * @param addHost hosts entries are given in the newer form
     * @param ports ports of the host that lead into the container
     */
    public record Reach(
            List<String> addresses,
            String netmask,
            Optional<String> hostInterface,
            Optional<String> controlPort,
            boolean addHost,
            List<Port> ports) {
        static final String DEFAULT_PORT = "3121";

        public Reach {
            addresses = List.copyOf(addresses);
            ports = List.copyOf(ports);
        }

        /** The control port, also if none is configured. */
        public String port() {
            return controlPort.orElse(DEFAULT_PORT);
        }
    }

    /** A port of the host and the port in the container that it leads to. */
    public record Port(String source, String target) {}

    /**
     * A directory or file of the host that a container sees.
     *
     * @param source where it is on the host; for {@code perReplica} each replica has its own below
     * @param target where the container sees it
     * @param options of the mount
     * @param perReplica whether each replica has its own
     */
    public record Mount(String source, String target, Optional<String> options, boolean perReplica) {}

    /** Reads a bundle; what is wrong with it is told to {@code problems}. Empty if it cannot be used at all. */
    public static Optional<BundleDefinition> read(Element bundle, Consumer<String> problems) {
        return new DefinitionReader(bundle, problems).read();
    }

    public String id() {
        return xml.id();
    }

    /** The id of the container of a replica. */
    public String containerId(int replica) {
        return safe(id() + "-" + technology + "-" + replica);
    }

    /** The id of the address of a replica. */
    public String addressId(int replica) {
        return safe(id() + "-ip-" + reach.addresses().get(replica));
    }

    /** The name of a replica as its host and the cluster know it. */
    public String replicaName(int replica) {
        return id() + "-" + replica;
    }

    /** The id of the clone around what runs inside. */
    public String cloneId() {
        return safe(id() + (promotedMax > 0 ? "-master" : "-clone"));
    }

    /** The address of a replica, if they have addresses. */
    public Optional<String> address(int replica) {
        return reach.addresses().isEmpty() ? Optional.empty() : Optional.of(reach.addresses().get(replica));
    }

    /** All ports that lead into a container, that of the connection included (rule 4:B-20). */
    List<Port> allPorts() {
        var ports = new ArrayList<>(reach.ports());
        if (primitive.isPresent()) {
            ports.add(new Port(reach.port(), reach.port()));
        }
        return ports;
    }

    /** All mounts of a replica, those that what runs inside needs included; the replica's own have their full source. */
    List<Mount> allMounts(int replica) {
        var all = new ArrayList<Mount>();
        mounts.forEach(mount -> all.add(mount.perReplica()
                ? new Mount(mount.source() + "/" + replicaName(replica), mount.target(), mount.options(), true) : mount));
        if (primitive.isPresent()) {
            all.add(new Mount("/etc/pacemaker/authkey", "/etc/pacemaker/authkey", Optional.empty(), false));
            if (mounts.stream().noneMatch(mount -> mount.target().equals("/var/log"))) {
                all.add(new Mount("/var/log/pacemaker/bundles/" + replicaName(replica), "/var/log", Optional.empty(), true));
            }
        }
        return all;
    }

    /** Rule 4:B-14. */
    static String safe(String id) {
        return id.replaceAll("[^\\p{L}\\p{N}._-]", ".");
    }
}
