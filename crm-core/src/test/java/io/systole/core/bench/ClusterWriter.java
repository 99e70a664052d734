package io.systole.core.bench;

import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.operation.ParameterDigest;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes the CIB of a generated cluster, node by node, since that of a large one is larger than a heap should be. It keeps to
 * what Pacemaker 2.1 understands: old names of options, an older feature set.
 */
final class ClusterWriter {
    private static final String FEATURE_SET = "3.16.1";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final ClusterShape shape;
    private final ClusterLayout layout;

    private ClusterWriter(ClusterShape shape) {
        this.shape = shape;
        this.layout = new ClusterLayout(shape);
    }

    /** Writes the CIB into {@code folder}; its name is that of the shape. */
    static Path write(ClusterShape shape, Path folder) throws IOException {
        Path file = folder.resolve(shape.name() + ".xml");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            write(shape, out);
        }
        return file;
    }

    /** Writes the CIB. */
    static void write(ClusterShape shape, Writer out) throws IOException {
        var writer = new ClusterWriter(shape);
        out.write("<cib crm_feature_set=\"" + FEATURE_SET + "\" validate-with=\"pacemaker-3.0\" admin_epoch=\"0\" epoch=\"1\""
                + " num_updates=\"0\" have-quorum=\"1\" dc-uuid=\"" + shape.nodes() + "\">\n");
        out.write(CibWriter.text(writer.configuration()));
        out.write("<status>\n");
        for (int node = 0; node < shape.nodes(); node++) {
            out.write(CibWriter.text(writer.state(node)));
        }
        out.write("</status>\n</cib>\n");
    }

    private static String node(int index) {
        return "node" + (index + 1);
    }

    private Element configuration() {
        var nodes = new ArrayList<Element>();
        for (int i = 0; i < shape.nodes(); i++) {
            nodes.add(Element.of("node", "id", Integer.toString(i + 1), "uname", node(i))
                    .plus(set("instance_attributes", node(i) + "-attributes", "zone", "z" + i % 4)));
        }
        var constraints = new ArrayList<Element>();
        layout.tops().forEach(top -> constraints(top, constraints));
        return Element.of("configuration").withChildren(List.of(
                Element.of("crm_config").plus(set("cluster_property_set", "cib-bootstrap-options",
                        "stonith-enabled", "false", "no-quorum-policy", "ignore", "batch-limit", "0")),
                Element.of("nodes").withChildren(nodes),
                Element.of("resources").withChildren(layout.tops().stream().map(ClusterWriter::resource).toList()),
                Element.of("constraints").withChildren(constraints),
                Element.of("rsc_defaults").plus(set("meta_attributes", "rsc-options", "resource-stickiness", "100"))));
    }

    private static Element set(String kind, String id, String... namesAndValues) {
        Element set = Element.of(kind, "id", id);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            set = set.plus(Element.of("nvpair", "id", id + "-" + namesAndValues[i], "name", namesAndValues[i],
                    "value", namesAndValues[i + 1]));
        }
        return set;
    }

    private static Element resource(ClusterLayout.Top top) {
        return top.group() ? Element.of("group", "id", top.id()).withChildren(top.members().stream().map(ClusterWriter::primitive).toList())
                : primitive(top.id());
    }

    private static Element primitive(String id) {
        return Element.of("primitive", "id", id, "class", "ocf", "provider", "pacemaker", "type", "Dummy")
                .plus(set("instance_attributes", id + "-parameters", "fake", id))
                .plus(Element.of("operations").withChildren(List.of(
                        operation(id, "start", "0"), operation(id, "stop", "0"), operation(id, "monitor", "10s"))));
    }

    private static Element operation(String id, String name, String interval) {
        return Element.of("op", "id", id + "-" + name + "-" + interval, "name", name, "interval", interval, "timeout", "20s");
    }

    private static void constraints(ClusterLayout.Top top, List<Element> into) {
        String id = top.id();
        if (top.likes() >= 0) {
            into.add(Element.of("rsc_location", "id", "likes-" + id, "rsc", id, "node", node(top.likes()), "score", "50"));
        }
        if (top.zone() >= 0) {
            into.add(Element.of("rsc_location", "id", "zone-" + id, "rsc", id).plus(Element.of("rule", "id", "rule-" + id, "score", "20")
                    .plus(Element.of("expression", "id", "expression-" + id, "attribute", "zone", "operation", "eq",
                            "value", "z" + top.zone()))));
        }
        if (top.near() != null) {
            into.add(Element.of("rsc_colocation", "id", "near-" + id, "rsc", id, "with-rsc", top.near().id(),
                    "score", top.apart() ? "-INFINITY" : "INFINITY"));
        }
        if (top.after() != null) {
            into.add(Element.of("rsc_order", "id", "after-" + id, "first", top.after().id(), "then", id,
                    "kind", top.optional() ? "Optional" : "Mandatory"));
        }
    }

    private Element state(int node) {
        boolean lost = shape.state() == ClusterShape.State.FAILED && node == 0;
        var histories = new ArrayList<Element>();
        if (shape.state() != ClusterShape.State.COLD) {
            int call = 1;
            for (ClusterLayout.Top top : layout.tops()) {
                for (String member : top.members()) {
                    histories.add(history(member, node, top.home() == node, call));
                    call += 2;
                }
            }
        }
        String id = Integer.toString(node + 1);
        return Element.of("node_state", "id", id, "uname", node(node), "in_ccm", Boolean.toString(!lost),
                        "crmd", lost ? "offline" : "online", "join", lost ? "down" : "member", "expected", "member")
                .plus(Element.of("lrm", "id", id).plus(Element.of("lrm_resources").withChildren(histories)));
    }

    private static Element history(String resource, int node, boolean active, int call) {
        Element history = Element.of("lrm_resource", "id", resource, "class", "ocf", "provider", "pacemaker", "type", "Dummy");
        return active ? history.plus(entry(resource, node, "start", Duration.ZERO, call, 0))
                        .plus(entry(resource, node, "monitor", INTERVAL, call + 1, 0))
                : history.plus(entry(resource, node, "monitor", Duration.ZERO, call, 7));
    }

    private static Element entry(String resource, int node, String operation, Duration interval, int call, int rc) {
        String millis = Long.toString(interval.toMillis());
        String key = call + ":1:" + rc + ":3b8f6d52-6f0e-4f3c-9b1a-0d2c5a7e9f11";
        return Element.of("lrm_rsc_op",
                "id", interval.isZero() ? resource + "_last_0" : resource + "_" + operation + "_" + millis,
                "operation_key", resource + "_" + operation + "_" + millis, "operation", operation, "interval", millis,
                "crm_feature_set", FEATURE_SET, "transition-key", key, "transition-magic", "0:" + rc + ";" + key,
                "exit-reason", "", "on_node", node(node), "call-id", Integer.toString(call), "rc-code", Integer.toString(rc),
                "op-status", "0", "last-rc-change", "1790000000", "exec-time", "10", "queue-time", "0",
                "op-digest", ParameterDigest.operation(Map.of("fake", resource), interval, TIMEOUT).value());
    }
}
