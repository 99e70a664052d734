package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is known of one resource, configuration and state (rule 1:S-3): a primitive, group, clone or an instance of one, or a bundle.
 * Filled in by this package while the CIB is read; it does not change after the {@link ClusterSnapshot} has been handed out.
 */
public final class Resource {
    final int index;
    final String id;
    final String configuredId;
    final Kind kind;
    final Element xml;
    final Resource parent;
    final List<Resource> children = new ArrayList<>();
    Settings settings;
    CloneSettings clone = CloneSettings.NONE;
    int instance = -1;
    boolean removed;
    /** It counts as unique although its clone was made anonymous (rule 1:S-126). */
    boolean keptUnique;

    Role role = Role.STOPPED;
    Role wantedRole = Role.UNKNOWN;
    final List<Node> activeOn = new ArrayList<>();
    final Set<Node> knownOn = new LinkedHashSet<>();
    boolean failed;
    boolean stopWhenFailed;
    boolean managed = true;
    boolean blocked;
    boolean inMaintenance;
    boolean startPending;
    boolean failureIgnored;
    boolean mayMigrate;
    String pendingTask = "";
    Node pendingNode;
    String historyId;
    Node migrationSource;
    Node migrationTarget;
    final List<Node> danglingSources = new ArrayList<>();
    long failureTimeoutMillis;
    /** How long a failed connection to a remote node waits before it is tried again; 0 = not (rule 1:S-74). */
    long reconnectMillis;
    Node lockNode;
    long lockTime;
    Resource launcher;
    Bundle bundle;
    Bundle.Replica replica;

    Resource(int index, String id, String configuredId, Kind kind, Element xml, Resource parent) {
        this.index = index;
        this.id = id;
        this.configuredId = configuredId;
        this.kind = kind;
        this.xml = xml;
        this.parent = parent;
    }

    /** Position among all resources of the snapshot, from 0 without gaps; for arrays. */
    public int index() {
        return index;
    }

    /** The id, with {@code :N} for instances of clones. */
    public String id() {
        return id;
    }

    /** The id in the configuration. */
    public String configuredId() {
        return configuredId;
    }

    public Kind kind() {
        return kind;
    }

    /** The element in the configuration, templates merged in; for a removed resource what its history tells. */
    public Element xml() {
        return xml;
    }

    /** The group, clone or bundle that holds it. */
    public Optional<Resource> parent() {
        return Optional.ofNullable(parent);
    }

    /** Members of a group, instances of a clone; of a bundle what each replica is made of, then the clone inside (rule 4:B-26). */
    public List<Resource> children() {
        return Collections.unmodifiableList(children);
    }

    /** Instances of a clone, containers of a bundle: what is alike in it, one by one. Empty for a primitive or group. */
    public List<Resource> instances() {
        return isBundle() ? bundle.containers() : isClone() ? children() : List.of();
    }

    /** True if it is made of instances: a clone, or a bundle with its containers. */
    public boolean hasInstances() {
        return isClone() || isBundle();
    }

    /** What its meta attributes say. */
    public Settings settings() {
        return settings;
    }

    /** Limits of a clone; of its clone for an instance or what is inside one. */
    public CloneSettings cloneSettings() {
        return clone;
    }

    /** Number of the instance in its clone or of the replica in its bundle, −1 outside both. */
    public int instance() {
        return instance;
    }

    /** The agent; empty for groups and clones. */
    public Optional<AgentId> agent() {
        return Optional.ofNullable(settings.agent());
    }

    /** True if only its history is left, or it is an instance above {@code clone-max}. */
    public boolean removed() {
        return removed;
    }

    /** Current role. For a group or clone that of its members: the greatest. */
    public Role role() {
        return role;
    }

    /** The greatest role that people or failures allow; UNKNOWN if nothing is said. */
    public Role wantedRole() {
        return wantedRole;
    }

    /** Where it is believed active, in the order found. */
    public List<Node> activeOn() {
        return Collections.unmodifiableList(activeOn);
    }

    /** Nodes whose history tells its state. */
    public Set<Node> knownOn() {
        return Collections.unmodifiableSet(knownOn);
    }

    public boolean failed() {
        return failed;
    }

    /** Recovery from its failure includes a stop. */
    public boolean stopWhenFailed() {
        return stopWhenFailed;
    }

    /** False if the cluster must leave it alone. */
    public boolean managed() {
        return managed;
    }

    /** True if a failure that cannot be recovered keeps the cluster from touching it. */
    public boolean blocked() {
        return blocked;
    }

    /** Unmanaged and not monitored. */
    public boolean inMaintenance() {
        return inMaintenance;
    }

    /** A failure with {@code on-fail=ignore} was seen. */
    public boolean failureIgnored() {
        return failureIgnored;
    }

    /** A start is under way, or must be repeated. */
    public boolean startPending() {
        return startPending;
    }

    /** The operation that is under way according to history; empty if none. */
    public String pendingTask() {
        return pendingTask;
    }

    /** Where that operation is under way. */
    public Optional<Node> pendingNode() {
        return Optional.ofNullable(pendingNode);
    }

    /** The id under which history knows it, if that is another than {@link #id}. */
    public Optional<String> historyId() {
        return Optional.ofNullable(historyId);
    }

    /** Live migration is allowed and not spoilt by a failure. */
    public boolean mayMigrate() {
        return mayMigrate;
    }

    /** Source of a migration under way. */
    public Optional<Node> migrationSource() {
        return Optional.ofNullable(migrationSource);
    }

    /** Target of a migration under way. */
    public Optional<Node> migrationTarget() {
        return Optional.ofNullable(migrationTarget);
    }

    /** Nodes where a finished migration still has to be stopped. */
    public List<Node> danglingSources() {
        return Collections.unmodifiableList(danglingSources);
    }

    /** The failure timeout in effect, milliseconds; 0 = never. */
    public long failureTimeoutMillis() {
        return failureTimeoutMillis;
    }

    /** How long a failed connection to a remote node waits before it is tried again, milliseconds; 0 = no delay (rule 1:S-74). */
    public long reconnectMillis() {
        return reconnectMillis;
    }

    /** True if people asked for it to be stopped, or not to be promoted (rule 1:S-73). */
    public boolean disabled() {
        return settings.targetRole() == Role.STOPPED || settings.targetRole() == Role.UNPROMOTED && top().clone.promotable();
    }

    public boolean isPrimitive() {
        return kind == Kind.PRIMITIVE;
    }

    public boolean isGroup() {
        return kind == Kind.GROUP;
    }

    public boolean isClone() {
        return kind == Kind.CLONE;
    }

    public boolean isBundle() {
        return kind == Kind.BUNDLE;
    }

    /** What a bundle is made of; empty for all other kinds. */
    public Optional<Bundle> bundle() {
        return Optional.ofNullable(bundle);
    }

    /** The replica of a bundle that it is a part of: container, address, connection, or what runs inside. */
    public Optional<Bundle.Replica> replica() {
        return Optional.ofNullable(replica);
    }

    /** True if a bundle holds it, at whatever depth. */
    public boolean inBundle() {
        return parent != null && outermost().isBundle();
    }

    /** True if it or what holds it is a clone, that in a bundle included. */
    public boolean inClone() {
        return top().isClone();
    }

    /** False for an instance of an anonymous clone and what is in it. */
    public boolean unique() {
        return !inClone() || isClone() || clone.globallyUnique() || keptUnique;
    }

    /** True if it belongs to a promotable clone, or is one. */
    public boolean promotable() {
        return top().isClone() && top().clone.promotable();
    }

    /** The outermost resource that holds it, bundles not counted; itself if there is none. */
    public Resource top() {
        Resource at = this;
        while (at.parent != null && !at.parent.isBundle()) {
            at = at.parent;
        }
        return at;
    }

    /** The outermost resource that holds it, a bundle included; itself at top level. */
    public Resource outermost() {
        Resource top = top();
        return top.parent == null ? top : top.parent;
    }

    /** The primitives in it; itself if it is one. */
    public Stream<Resource> leaves() {
        return isPrimitive() ? Stream.of(this) : tree().filter(Resource::isPrimitive);
    }

    /** It and everything below, parents first. */
    public Stream<Resource> tree() {
        if (children.isEmpty()) {
            return Stream.of(this);
        }
        var all = new ArrayList<Resource>();
        collect(all);
        return all.stream();
    }

    private void collect(List<Resource> into) {
        into.add(this);
        children.forEach(child -> child.collect(into));
    }

    /** True if {@code other} holds this resource, at whatever depth. */
    public boolean isInside(Resource other) {
        for (Resource at = parent; at != null; at = at.parent) {
            if (at == other) {
                return true;
            }
        }
        return false;
    }

    /** A group whose members start one after another. */
    public boolean orderedGroup() {
        return isGroup() && io.systole.core.option.Truth.parse(meta("ordered"), true);
    }

    /** A group whose members are on one node. */
    public boolean colocatedGroup() {
        return isGroup() && io.systole.core.option.Truth.parse(meta("collocated"), true);
    }

    /** The node for whose return it waits, with the time since when, in seconds since 1970 (rule 1:S-192). */
    public Optional<Map.Entry<Node, Long>> shutdownLock() {
        return Optional.ofNullable(lockNode).map(node -> Map.entry(node, lockTime));
    }

    /** The resource whose life this one depends on: meta attribute {@code container} (rule 1:S-118). */
    public Optional<Resource> launcher() {
        return Optional.ofNullable(launcher);
    }

    /** The connection to a remote or guest node. */
    public boolean isConnection() {
        return settings.agent() != null && settings.agent().toString().equalsIgnoreCase("ocf:pacemaker:remote");
    }

    /** A fence device. */
    public boolean isFenceDevice() {
        return settings.agent() != null && settings.agent().agentClass().equalsIgnoreCase("stonith");
    }

    /** The node that counts as "the" node of an active resource (rules 1:S-169, 2:P-005). */
    public Optional<Node> currentNode() {
        if (activeOn.isEmpty()) {
            return Optional.empty();
        }
        if (migrationSource != null && activeOn.contains(migrationSource)) {
            return Optional.of(migrationSource);
        }
        if (!settings.requires().fencing()) {
            for (Node node : activeOn) {
                if (node.onlineAndClean()) {
                    return Optional.of(node);
                }
            }
        }
        return Optional.of(activeOn.getFirst());
    }

    /** A meta attribute in effect, or null. */
    public String meta(String name) {
        return settings.meta().get(name);
    }

    @Override
    public String toString() {
        return id;
    }

    /** Sorts of resources, in rising "variant" order (rule 2:P-001). */
    public enum Kind {
        PRIMITIVE,
        GROUP,
        CLONE,
        BUNDLE
    }
}
