package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Cib;
import io.systole.core.cib.ResourceId;
import io.systole.core.membership.NodeName;
import io.systole.core.option.ClusterOptions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is: every node and resource with its state, as concluded from one CIB at one point in time. Read-only; the first
 * stage of the scheduler and the whole input of status views.
 */
public final class ClusterSnapshot {
    private final Facts facts;
    private final Tickets tickets;
    private boolean judged;
    private final Map<String, Resource> byId = new LinkedHashMap<>();

    ClusterSnapshot(Facts facts, Tickets tickets) {
        this.facts = facts;
        this.tickets = tickets;
        allResources().forEach(resource -> byId.putIfAbsent(resource.id(), resource));
    }

    /**
     * Concludes what is.
     *
     * @param cib configuration and status
     * @param now the time for rules, expiry of failures and pending nodes
     * @param zone where dates without an offset are meant (1:S-55)
     */
    public static ClusterSnapshot of(Cib cib, Instant now, ZoneId zone) {
        return new SnapshotReader(cib, now, zone).read();
    }

    /**
     * Draws the consequences of tickets that are not granted: bans, blocked resources, nodes to be fenced. The scheduler asks for
     * it before it places anything; a status shows what is before (rule 5:T-7). Does nothing the second time.
     */
    public void judgeTickets() {
        if (!judged) {
            judged = true;
            tickets.apply();
        }
    }

    public Cib cib() {
        return facts.cib;
    }

    public Instant now() {
        return facts.now;
    }

    /** The cluster options in effect. */
    public ClusterOptions options() {
        return facts.options;
    }

    /** Whether this part of the cluster has quorum ({@code have-quorum}). */
    public boolean quorate() {
        return facts.quorate;
    }

    /** Whether nodes may be fenced. */
    public boolean fencingEnabled() {
        return facts.fencingEnabled;
    }

    /** Whether anything is there that can fence. */
    public boolean haveFenceDevice() {
        return facts.haveFenceDevice;
    }

    /** What is done without quorum. */
    public NoQuorumPolicy noQuorumPolicy() {
        return facts.noQuorumPolicy;
    }

    /** All nodes, sorted by name with numbers compared as numbers. */
    public List<Node> nodes() {
        return Collections.unmodifiableList(facts.nodes);
    }

    public Optional<Node> node(NodeName name) {
        return facts.nodes.stream().filter(node -> node.name().equals(name)).findFirst();
    }

    /** The designated coordinator. */
    public Optional<Node> dc() {
        return facts.nodes.stream().filter(Node::dc).findFirst();
    }

    /** Top-level resources: by priority, else in the order of the configuration; removed ones last. */
    public List<Resource> resources() {
        return Collections.unmodifiableList(facts.resources);
    }

    /** The top-level resources in the order of the configuration, removed ones last. */
    public List<Resource> configuredOrder() {
        return Collections.unmodifiableList(facts.configuredOrder);
    }

    /** Every resource at any depth, parents first. */
    public Stream<Resource> allResources() {
        return facts.resources.stream().flatMap(Resource::tree);
    }

    /** How many resources there are; every {@link Resource#index} is below. */
    public int resourceCount() {
        return facts.resourceCount;
    }

    /** The resource of this id, at any depth; an instance by its id with {@code :N}. */
    public Optional<Resource> resource(ResourceId id) {
        return Optional.ofNullable(byId.get(id.value()));
    }

    /** Failed operations that people should see, in the order found. */
    public List<Failure> failures() {
        return Collections.unmodifiableList(facts.failures);
    }

    /** Fail counts that are not zero, by resource and node. */
    public List<FailCount> failCounts() {
        return facts.failCounts();
    }

    /** The fail count of a resource on a node as it counts now. */
    public int failCount(Resource resource, Node node) {
        return facts.failCounter.effective(resource, node);
    }

    /** Configuration errors and warnings, one sentence each. */
    public List<String> problems() {
        return Collections.unmodifiableList(facts.problems);
    }

    /** When the answer may change without any event; empty if never. */
    public Optional<Instant> recheckBy() {
        return facts.recheck.at();
    }

    /** Everything else that later stages need. */
    public Facts facts() {
        return facts;
    }

    /** What to do without quorum (rule 1:S-62). */
    public enum NoQuorumPolicy {
        STOP,
        FREEZE,
        IGNORE,
        DEMOTE,
        FENCE
    }
}
