package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import io.systole.core.option.ClusterOption;
import io.systole.core.option.Score;
import io.systole.core.option.Truth;
import io.systole.core.option.WholeNumber;
import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.reason.Uncleanness;
import io.systole.core.scheduler.reason.Uncleanness.Cause;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Concludes from {@code node_state} whether a cluster node is online, pending, leaving or unclean (rules 1:S-104 to 1:S-113). */
final class NodeStateReader {
    private static final long UNKNOWN = -1;

    private final Facts facts;

    NodeStateReader(Facts facts) {
        this.facts = facts;
    }

    void read() {
        for (Element state : facts.cib.status().children("node_state")) {
            find(facts, state).filter(node -> node.kind == Node.Kind.CLUSTER).ifPresent(node -> read(node, state));
        }
        if (!facts.quorate && facts.noQuorumPolicy == ClusterSnapshot.NoQuorumPolicy.FENCE) {
            facts.nodes.stream().filter(node -> node.online).forEach(node -> facts.fence(node, new Uncleanness(Cause.NO_QUORUM)));
        }
        for (Node node : facts.nodes) {
            if (!node.online && node.kind == Node.Kind.CLUSTER && node.seen || node.online && node.shuttingDown) {
                node.baseScore = -Score.INFINITY;
            }
        }
    }

    /** The node that a {@code node_state} belongs to: by id, then by name. */
    static Optional<Node> find(Facts facts, Element state) {
        String id = state.id();
        if (id == null) {
            return Optional.empty();
        }
        for (Node node : facts.nodes) {
            if (node.id.equalsIgnoreCase(id)) {
                return Optional.of(node);
            }
        }
        return facts.nodes.stream().filter(node -> node.name.value().equalsIgnoreCase(state.get("uname", ""))).findFirst();
    }

    private void read(Node node, Element state) {
        transientAttributes(node, state);
        node.standby = node.flag("standby");
        node.maintenance = node.flag("maintenance");
        node.unclean = false;
        node.uncleanReason = Reason.NONE;
        node.seen = true;
        String shutdown = node.attributes.get("shutdown");
        node.shuttingDown = shutdown != null && !shutdown.equals("0");
        node.expectedUp = !node.shuttingDown && state.get("expected", "").equalsIgnoreCase("member");
        long member = memberSince(state.get("in_ccm"));
        long online = onlineSince(state.get("crmd"));
        if (facts.fencingEnabled) {
            withFencing(node, state, member, online);
        } else {
            withoutFencing(node, state, member, online);
        }
    }

    void transientAttributes(Node node, Element state) {
        state.child("transient_attributes").ifPresent(attributes -> {
            Map<String, String> values = new LinkedHashMap<>();
            facts.sets.readInto(values, attributes, "instance_attributes", facts.context());
            NodeReader.builtIns(facts, node);
            node.attributes.putAll(values);
            facts.sets.read(attributes, "utilization", facts.context())
                    .forEach((name, value) -> node.utilization.put(name, WholeNumber.parse(value, 0)));
        });
    }

    private long memberSince(String text) {
        Optional<Boolean> truth = Truth.parse(text);
        if (truth.isPresent()) {
            return truth.get() ? facts.nowSeconds() : 0;
        }
        OptionalInt number = WholeNumber.parse(text);
        return number.isPresent() && number.getAsInt() >= 0 ? number.getAsInt() : UNKNOWN;
    }

    private static long onlineSince(String text) {
        if (text == null || text.equalsIgnoreCase("offline")) {
            return 0;
        }
        return text.equalsIgnoreCase("online") ? 1 : Math.max(0, WholeNumber.parse(text, 0));
    }

    /** Rule 1:S-108. */
    private static void withoutFencing(Node node, Element state, long member, long online) {
        if (member > 0 && online > 0) {
            node.online = state.get("join", "").toLowerCase(Locale.ROOT).equals("member");
        } else if (member > 0 && node.expectedUp) {
            node.unclean = true;
            node.uncleanReason = new Uncleanness(Cause.UNEXPECTEDLY_DOWN);
        }
    }

    /** Rule 1:S-109. */
    private void withFencing(Node node, Element state, long member, long online) {
        String join = state.get("join", "");
        String expected = state.get("expected", "down");
        node.online = member > 0;
        if (node.shuttingDown) {
            node.online = online > 0;
        } else if (member == UNKNOWN) {
            node.online = false;
            facts.fence(node, new Uncleanness(Cause.NEVER_SEEN));
        } else if (join.equals("banned")) {
            facts.fence(node, new Uncleanness(Cause.BANNED));
        } else if (terminate(node)) {
            if (member > 0 || online > 0 || !join.equals("down")) {
                facts.fence(node, new Uncleanness(Cause.REQUESTED));
            }
        } else if (expected.equals("down")) {
            joining(node, member, online);
        } else if (member == 0) {
            node.lostFromMembership = true;
            facts.fence(node, new Uncleanness(Cause.LEFT_MEMBERSHIP));
        } else if (online == 0) {
            facts.fence(node, new Uncleanness(Cause.CONTROLLER_GONE));
        } else if (join.equals("pending") || join.equals("down")) {
            node.pending = true;
            node.standby = true;
        } else if (!join.equals("member")) {
            facts.fence(node, new Uncleanness(Cause.UNKNOWN_JOIN_STATE));
        }
    }

    private void joining(Node node, long member, long online) {
        long timeout = facts.options.duration(ClusterOption.NODE_PENDING_TIMEOUT).toSeconds();
        if (timeout > 0 && member > 0 && online == 0) {
            if (facts.nowSeconds() >= member + timeout) {
                facts.fence(node, new Uncleanness(Cause.JOIN_TIMED_OUT));
                return;
            }
            facts.recheckAt(Instant.ofEpochSecond(member + timeout));
        }
        if (member > 0 || online > 0) {
            node.pending = true;
            node.standby = true;
        }
    }

    private static boolean terminate(Node node) {
        String value = node.attributes.get("terminate");
        return value != null && (Truth.isTrue(value) || WholeNumber.parse(value, 0) > 0);
    }
}
