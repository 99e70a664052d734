package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import io.systole.core.option.ClusterOption;
import io.systole.core.option.Score;
import io.systole.core.option.WholeNumber;
import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.reason.Uncleanness;
import io.systole.core.scheduler.reason.Uncleanness.Cause;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The list of nodes from the configuration (rules 1:S-97 to 1:S-103). */
final class NodeReader {
    private final Facts facts;

    NodeReader(Facts facts) {
        this.facts = facts;
    }

    void read() {
        List<Element> elements = new ArrayList<>();
        for (Element element : facts.section("nodes").children("node")) {
            String type = element.get("type", "member").toLowerCase(Locale.ROOT);
            if (!List.of("member", "normal", "remote", "ping").contains(type)) {
                facts.problem(element + ": node type " + type + " is not known; this node and those after it are ignored");
                break;
            }
            if (element.get("id", "").isEmpty() || element.get("uname", element.id()).isEmpty()) {
                facts.problem(element + ": a node needs an id and a name; it is ignored");
            } else {
                elements.add(element);
            }
        }
        Map<String, Node.Kind> kinds = new LinkedHashMap<>(facts.connections.kinds());
        facts.bundles.nodes().forEach(name -> kinds.put(name, Node.Kind.GUEST));
        Set<Element> listed = Collections.newSetFromMap(new IdentityHashMap<>());
        listed.addAll(elements);
        kinds.keySet().stream()
                .filter(name -> elements.stream().noneMatch(element -> element.get("uname", element.id()).equalsIgnoreCase(name)))
                .map(name -> Element.of("node", "id", name, "uname", name, "type", "remote"))
                .toList().forEach(elements::add);
        elements.sort(Comparator.comparing(element -> element.get("uname", element.id()), NaturalOrder.INSTANCE));
        boolean startupFencing = facts.fencingEnabled && facts.options.isTrue(ClusterOption.STARTUP_FENCING);
        String dc = facts.cib.root().get("dc-uuid", "");
        for (Element element : elements) {
            boolean remote = element.get("type", "member").equalsIgnoreCase("remote");
            String uname = element.get("uname", element.id());
            Node.Kind kind = remote ? kinds.getOrDefault(uname, Node.Kind.REMOTE) : Node.Kind.CLUSTER;
            var node = new Node(facts.nodes.size(), element.id(), uname, kind);
            node.baseScore = Score.parse(element.get("score"), 0);
            node.configuredScore = node.baseScore;
            node.listed = listed.contains(element);
            node.hiddenFrom = facts.bundles.nodes().contains(uname) ? Integer.MAX_VALUE : -1;
            node.dc = node.id.equalsIgnoreCase(dc);
            boolean configured = kind == Node.Kind.CLUSTER || kinds.get(uname) == Node.Kind.REMOTE;
            node.unclean = startupFencing && configured;
            node.uncleanReason = node.unclean ? new Uncleanness(Cause.NO_STATE) : Reason.NONE;
            builtIns(facts, node);
            facts.sets.readInto(node.attributes, element, "instance_attributes", facts.context());
            site(node);
            facts.sets.read(element, "utilization", facts.context())
                    .forEach((name, value) -> node.utilization.put(name, WholeNumber.parse(value, 0)));
            facts.nodes.add(node);
        }
    }

    static void builtIns(Facts facts, Node node) {
        Map<String, String> attributes = node.attributes;
        attributes.put("#kind", node.kind == Node.Kind.CLUSTER ? "cluster" : node.kind == Node.Kind.REMOTE ? "remote" : "container");
        attributes.put("#uname", node.name.value());
        attributes.put("#id", node.id);
        attributes.put("#is_dc", Boolean.toString(node.dc));
        String cluster = facts.options.text(ClusterOption.CLUSTER_NAME);
        if (!cluster.isEmpty()) {
            attributes.put("#cluster-name", cluster);
        }
    }

    private void site(Node node) {
        String cluster = facts.options.text(ClusterOption.CLUSTER_NAME);
        String site = node.attributes.get("site-name");
        if (site != null || !cluster.isEmpty()) {
            node.attributes.put("#site-name", site != null ? site : cluster);
        }
    }
}
