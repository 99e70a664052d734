package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.option.ClusterOption;
import io.systole.core.option.ClusterOptions;
import io.systole.core.rule.NameValueSets;
import io.systole.core.rule.NextChange;
import io.systole.core.rule.RuleContext;
import io.systole.core.rule.RuleEvaluator;
import io.systole.core.scheduler.reason.Reason;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was read and concluded, for the later stages; public parts are read-only. */
public final class Facts {
    final Cib cib;
    final Instant now;
    final ZonedDateTime zonedNow;
    final NextChange recheck;
    final RuleEvaluator rules;
    final NameValueSets sets;
    final ClusterOptions options;
    final boolean quorate;
    final boolean fencingEnabled;
    boolean haveFenceDevice;
    boolean unfencing;
    ClusterSnapshot.NoQuorumPolicy noQuorumPolicy = ClusterSnapshot.NoQuorumPolicy.STOP;
    final List<Node> nodes = new ArrayList<>();
    final List<Resource> resources = new ArrayList<>();
    final List<Resource> configuredOrder = new ArrayList<>();
    int resourceCount;
    final List<Failure> failures = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    final List<ScoreChange> scoreChanges = new ArrayList<>();
    final List<Consequence> consequences = new ArrayList<>();
    /** Failed connections into bundles, newest first. */
    final List<Resource> brokenConnections = new ArrayList<>();
    final List<ResourceHistory> histories = new ArrayList<>();
    final Set<List<Object>> cleared = new LinkedHashSet<>();
    final Map<String, List<String>> tags = new LinkedHashMap<>();
    final Set<Resource> withoutPromotion = new LinkedHashSet<>();
    final FailCounter failCounter;
    final Connections connections;
    final Bundles bundles;
    final Operations operations;
    final Parameters parameters;

    Facts(Cib cib, ZonedDateTime now) {
        this.cib = cib;
        this.now = now.toInstant();
        this.zonedNow = now;
        this.recheck = new NextChange(this.now);
        this.rules = new RuleEvaluator(cib::byId, recheck);
        this.sets = new NameValueSets(rules);
        this.options = ClusterOptions.of(sets.read(cib.section("crm_config"), "cluster_property_set", context()));
        this.problems.addAll(options.problems());
        this.quorate = io.systole.core.option.Truth.isTrue(cib.root().get("have-quorum"));
        this.fencingEnabled = options.isTrue(ClusterOption.FENCING_ENABLED);
        this.failCounter = new FailCounter(this);
        this.connections = new Connections(cib.section("resources"));
        this.operations = new Operations(this);
        this.parameters = new Parameters(this);
        this.bundles = new Bundles(this);
    }

    /** A rule context that knows the time alone. */
    public RuleContext context() {
        return RuleContext.at(zonedNow);
    }

    /** The time in the zone in which dates are meant. */
    public ZonedDateTime zonedNow() {
        return zonedNow;
    }

    /** Whether nodes are let in again before anything runs there (rule 1:S-66). */
    public boolean unfencing() {
        return unfencing;
    }

    /** Name/value sets. */
    public NameValueSets sets() {
        return sets;
    }

    /** Evaluates rules, and hears when they change. */
    public RuleEvaluator rules() {
        return rules;
    }

    /** Definitions of operations. */
    public Operations operations() {
        return operations;
    }

    /** Instance attributes. */
    public Parameters parameters() {
        return parameters;
    }

    /** Fail counts. */
    public FailCounter failCounter() {
        return failCounter;
    }

    /** Scores that state and failures give, in the order found. */
    public List<ScoreChange> scoreChanges() {
        return Collections.unmodifiableList(scoreChanges);
    }

    /** What the status section says must or may be done, in the order found. */
    public List<Consequence> consequences() {
        return Collections.unmodifiableList(consequences);
    }

    /** The histories read, in order. */
    public List<ResourceHistory> histories() {
        return Collections.unmodifiableList(histories);
    }

    /** Tags and what they stand for. */
    public Map<String, List<String>> tags() {
        return Collections.unmodifiableMap(tags);
    }

    /** Resources that may not be promoted, since a ticket for that role is missing. */
    public Set<Resource> withoutPromotion() {
        return Collections.unmodifiableSet(withoutPromotion);
    }

    /** Notes a moment at which the answer may change. */
    public void recheckAt(Instant moment) {
        recheck.note(moment);
    }

    /** True if the fail count of the resource on the node will be cleared. */
    public boolean clearsFailCount(Resource resource, Node node) {
        return !cleared.isEmpty() && cleared.contains(List.of(resource, node));
    }

    /** True if unclean nodes can be brought down at all, the node's own case aside (rule 1:S-64). */
    public boolean canFence(Node node) {
        return canFence(node, new HashSet<>());
    }

    private boolean canFence(Node node, Set<Node> seen) {
        if (!seen.add(node)) {
            return false;
        }
        if (node.kind == Node.Kind.GUEST) {
            return node.launcher().stream().flatMap(launcher -> launcher.activeOn.stream())
                    .allMatch(host -> host.online || canFence(host, seen));
        }
        if (!fencingEnabled || !haveFenceDevice) {
            return false;
        }
        return quorate || noQuorumPolicy == ClusterSnapshot.NoQuorumPolicy.IGNORE
                || node.online() && (node.kind == Node.Kind.CLUSTER || wholeClusterHere());
    }

    /** Without quorum a remote node may belong to the others, unless every node is here on which its connection could be. */
    private boolean wholeClusterHere() {
        return options.isTrue(ClusterOption.FENCE_REMOTE_WITHOUT_QUORUM) || !options.isTrue(ClusterOption.SYMMETRIC_CLUSTER)
                || nodes.stream().filter(node -> !node.late).allMatch(Node::online);
    }

    /** Puts a node where its name belongs; equal names keep their order. */
    void insert(Node node) {
        int at = 0;
        while (at < nodes.size() && NaturalOrder.INSTANCE.compare(nodes.get(at).name.value(), node.name.value()) <= 0) {
            at++;
        }
        nodes.add(at, node);
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).index = i;
        }
    }

    List<FailCount> failCounts() {
        return failCounter.all();
    }

    long nowSeconds() {
        return now.getEpochSecond();
    }

    void clearFailCount(Resource resource, Node node, Reason reason) {
        if (cleared.add(List.of(resource, node))) {
            consequences.add(new Consequence.ClearFailCount(resource, node, reason));
        }
    }

    void score(Resource resource, Node node, int score, Reason reason) {
        scoreChanges.add(new ScoreChange(resource, node, score, false, reason));
    }

    void fence(Node node, Reason reason) {
        if (node.kind == Node.Kind.GUEST) {
            reset(node);
            return;
        }
        node.needsReset |= node.kind == Node.Kind.REMOTE && node.connection != null && node.connection.managed;
        boolean unseen = node.kind == Node.Kind.REMOTE && node.unclean && !node.seen
                && consequences.stream().noneMatch(each -> each instanceof Consequence.Fence fence && fence.node() == node);
        if (!node.unclean || unseen) {
            node.unclean = true;
            node.uncleanReason = reason;
            consequences.add(new Consequence.Fence(node, reason));
        }
    }

    /** Rule 1:S-123: a guest is brought down with what it lives in. */
    private void reset(Node guest) {
        Resource launcher = guest.launcher().orElse(null);
        if (launcher == null) {
            guest.connection().ifPresent(connection -> connection.failed = true);
        } else if (!launcher.failed && launcher.managed) {
            guest.needsReset = true;
            launcher.failed = true;
            launcher.stopWhenFailed = true;
        }
    }

    /** Tells a configuration error or warning, once. */
    public void problem(String sentence) {
        if (!problems.contains(sentence)) {
            problems.add(sentence);
        }
    }

    Element section(String name) {
        return cib.section(name);
    }

    /**
     * The history of a resource on a node.
     *
     * @param node the node
     * @param resource the resource that it was found to belong to
     * @param xml the {@code lrm_resource}
     * @param entries its entries, oldest first
     * @param startIndex position of the last start-like entry, −1 if there is none
     * @param stopIndex position of the last successful stop, −1 if there is none
     */
    public record ResourceHistory(
            Node node, Resource resource, Element xml, List<HistoryEntry> entries, int startIndex, int stopIndex) {
        public ResourceHistory {
            entries = List.copyOf(entries);
        }
    }
}
