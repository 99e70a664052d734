package io.systole.core.scheduler.snapshot;

import io.systole.core.membership.NodeName;
import io.systole.core.option.Truth;
import io.systole.core.scheduler.reason.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one node (rule 1:S-2). Filled in by this package while the status is read; it does not change after the
 * {@link ClusterSnapshot} has been handed out.
 */
public final class Node {
    int index;
    final String id;
    final NodeName name;
    Kind kind;
    int baseScore;
    int configuredScore;
    boolean online;
    boolean pending;
    boolean unclean;
    boolean shuttingDown;
    boolean standby;
    boolean standbyOnFail;
    boolean maintenance;
    boolean expectedUp;
    boolean seen;
    boolean dc;
    /** Only its history tells of it: it was not there when tables of scores were made. */
    boolean late;
    boolean mayProbe = true;
    Reason uncleanReason = Reason.NONE;
    boolean lostFromMembership;
    int priority;
    Resource connection;
    boolean needsReset;
    /** Number of the first resource that was read when the node was no longer to be seen; −1 if all see it (rules 4:B-27, 4:B-28). */
    int hiddenFrom = -1;
    /** The configuration lists it among the nodes. */
    boolean listed = true;
    boolean wasFenced;
    boolean recordedMaintenance;
    /** Its state in words before placement decided on its connection; null until then. */
    private String observed;
    private boolean observedAvailable;
    final Map<String, String> attributes = new LinkedHashMap<>();
    final Map<String, Integer> utilization = new LinkedHashMap<>();
    final List<Resource> running = new ArrayList<>();

    Node(int index, String id, String name, Kind kind) {
        this.index = index;
        this.id = id;
        this.name = new NodeName(name);
        this.kind = kind;
    }

    /** Position in the list of nodes, which is sorted by name with numbers compared as numbers. */
    public int index() {
        return index;
    }

    /** The id in the CIB. */
    public String id() {
        return id;
    }

    public NodeName name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** Score of the node for every resource, from the configuration; −INFINITY while it is away or leaving. */
    public int baseScore() {
        return baseScore;
    }

    /** Score of the node in the configuration alone. */
    public int configuredScore() {
        return configuredScore;
    }

    /** Member of the cluster with a working controller. */
    public boolean online() {
        return online;
    }

    /** On its way in: member, but not yet joined. */
    public boolean pending() {
        return pending;
    }

    /** Its state is not known; it must be fenced before its resources may run elsewhere. */
    public boolean unclean() {
        return unclean;
    }

    /** Why it is unclean; empty if it is not. */
    public Reason uncleanReason() {
        return uncleanReason;
    }

    /** It asked to leave. */
    public boolean shuttingDown() {
        return shuttingDown;
    }

    /** It may not run resources: set by people, pending, or because of a failure. */
    public boolean standby() {
        return standby;
    }

    /** It is in standby because of a failure with {@code on-fail=standby}. */
    public boolean standbyOnFail() {
        return standbyOnFail;
    }

    /** Its resources are left alone. */
    public boolean maintenance() {
        return maintenance;
    }

    /** The designated coordinator. */
    public boolean dc() {
        return dc;
    }

    /** Whether only history tells of it, through a connection that was removed from the configuration (rule 1:S-177). */
    public boolean late() {
        return late;
    }

    /** Whether status was found for it. */
    public boolean seen() {
        return seen;
    }

    /** Whether probes may run there. */
    public boolean mayProbe() {
        return mayProbe;
    }

    /** True if it is unclean because it vanished from the membership. */
    public boolean lostFromMembership() {
        return lostFromMembership;
    }

    /** Sum of the priorities of what is active there (rule 1:S-168). */
    public int priority() {
        return priority;
    }

    /** The resource that is the connection to it; empty for cluster nodes. */
    public Optional<Resource> connection() {
        return Optional.ofNullable(connection);
    }

    /** The resource in which a guest node lives. */
    public Optional<Resource> launcher() {
        return connection().flatMap(Resource::launcher);
    }

    /** A guest node that must be stopped with its launcher before its resources may run elsewhere (rule 1:S-123). */
    public boolean needsReset() {
        return needsReset;
    }

    /** The replica of a bundle that makes this node. */
    public Optional<Bundle.Replica> replica() {
        return connection().flatMap(Resource::replica);
    }

    /**
     * Whether it entered the scores of a resource when that was read: nodes that bundles make are there only when their bundle
     * is read, and then they are hidden from all that comes later (rules 2:P-104, 4:B-27, 4:B-28).
     */
    public boolean inSightOf(Resource resource) {
        boolean own = connection != null && connection.parent == resource;
        return hiddenFrom < 0 || listed && resource.index < hiddenFrom && !own;
    }

    /** It was fenced since its connection started last (rule 4:B-101). */
    public boolean wasFenced() {
        return wasFenced;
    }

    /** Whether its maintenance state is another than that recorded last (rule 4:B-106). */
    public boolean maintenanceChanged() {
        return kind != Kind.CLUSTER && connection != null && maintenance != recordedMaintenance;
    }

    /**
     * Says what placement decided on the connection (rules 4:B-86, 4:B-102): the one thing that later stages learn of a node
     * after the snapshot was taken.
     *
     * @param up the connection has a node and will run
     */
    public void connectionPlaced(boolean up) {
        observed = stateText();
        observedAvailable = available();
        if (up) {
            online = true;
            if (!seen) {
                unclean = false;
            }
        } else {
            shuttingDown = true;
        }
    }

    /** Can take new resources as far as its own state goes (rule 2:P-004). */
    public boolean available() {
        return online && !shuttingDown && !unclean && !standby && !maintenance;
    }

    /** Could take new resources before placement decided on its connection: the state that its history belongs to. */
    public boolean wasAvailable() {
        return observed == null ? available() : observedAvailable;
    }

    /** Online and clean. */
    public boolean onlineAndClean() {
        return online && !unclean;
    }

    /** Node attributes, permanent and transient, with built-in ones ({@code #uname}…). */
    public Map<String, String> attributes() {
        return Collections.unmodifiableMap(attributes);
    }

    /** Capacity. */
    public Map<String, Integer> utilization() {
        return Collections.unmodifiableMap(utilization);
    }

    /** Primitives believed active there, in the order found. */
    public List<Resource> running() {
        return Collections.unmodifiableList(running);
    }

    /** The state in words, as status lists show it (rule 1:S-114). */
    public String stateText() {
        if (observed != null) {
            return observed;
        }
        if (unclean) {
            return online ? "UNCLEAN (online)" : pending ? "UNCLEAN (pending)" : "UNCLEAN (offline)";
        }
        if (pending) {
            return "pending";
        }
        if (standbyOnFail && online) {
            return "standby (on-fail)";
        }
        if (standby) {
            return !online ? "OFFLINE (standby)" : running.isEmpty() ? "standby" : "standby (with active resources)";
        }
        if (maintenance) {
            return online ? "maintenance" : "OFFLINE (maintenance)";
        }
        return online ? "online" : "OFFLINE";
    }

    boolean flag(String attribute) {
        return Truth.isTrue(attributes.get(attribute));
    }

    @Override
    public String toString() {
        return name.value();
    }

    /** What sort of node it is. */
    public enum Kind {
        CLUSTER,
        REMOTE,
        GUEST
    }
}
