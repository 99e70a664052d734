package io.systole.core.scheduler;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random small clusters from a seed: nodes, primitives, groups, clones, constraints; nothing runs yet. */
final class RandomCluster {
    static final Instant NOW = Instant.ofEpochSecond(1_767_268_800L);

    private final Random random;
    private final boolean withBundles;
    private final List<String> nodes = new ArrayList<>();
    private final List<String> resources = new ArrayList<>();
    private final List<String> replicas = new ArrayList<>();
    private int next;

    RandomCluster(long seed) {
        this(seed, false);
    }

    private RandomCluster(long seed, boolean withBundles) {
        this.random = new Random(seed);
        this.withBundles = withBundles;
    }

    /** A cluster in which about every third resource is a bundle. */
    static RandomCluster withBundles(long seed) {
        return new RandomCluster(seed, true);
    }

    Cib cib() {
        for (int i = 1; i <= 2 + random.nextInt(3); i++) {
            nodes.add("n" + i);
        }
        Element configured = Element.of("resources");
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            configured = configured.plus(resource());
        }
        Element configuration = Element.of("configuration")
                .plus(Element.of("crm_config").plus(pairs("cluster_property_set", "options", "fencing-enabled", "false")))
                .plus(nodeList())
                .plus(configured)
                .plus(constraints());
        Element root = Element.of("cib", "validate-with", "pacemaker-4.0", "have-quorum", "1", "dc-uuid", "1");
        return Cib.of(root.plus(configuration).plus(status()));
    }

    private String id(String prefix) {
        return prefix + next++;
    }

    private static Element pairs(String tag, String id, String... namesAndValues) {
        Element set = Element.of(tag, "id", id);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String name = namesAndValues[i];
            set = set.plus(Element.of("nvpair", "id", id + "-" + name, "name", name, "value", namesAndValues[i + 1]));
        }
        return set;
    }

    private Element nodeList() {
        Element list = Element.of("nodes");
        for (String node : nodes) {
            Element element = Element.of("node", "id", node.substring(1), "uname", node);
            boolean standby = random.nextInt(8) == 0;
            list = list.plus(standby ? element.plus(pairs("instance_attributes", "nodes-" + node, "standby", "on")) : element);
        }
        return list;
    }

    private Element status() {
        Element status = Element.of("status");
        for (String node : nodes) {
            status = status.plus(Element.of("node_state", "id", node.substring(1), "uname", node,
                    "in_ccm", "1767260000", "crmd", "1767260000", "join", "member", "expected", "member"));
        }
        for (String replica : replicas) {
            status = status.plus(Element.of("node_state", "id", replica, "uname", replica, "remote_node", "true"));
        }
        return status;
    }

    private Element bundle() {
        String id = id("bundle");
        resources.add(id);
        int count = 1 + random.nextInt(3);
        Element engine = Element.of("podman", "image", "registry/" + id, "replicas", Integer.toString(count),
                "replicas-per-host", random.nextInt(3) == 0 ? "2" : "1");
        Element network = random.nextBoolean() ? Element.of("network", "control-port", "3121")
                : Element.of("network", "ip-range-start", "10.0." + next + ".1");
        Element bundle = Element.of("bundle", "id", id)
                .plus(pairs("meta_attributes", id + "-meta", "interleave", Boolean.toString(random.nextBoolean()),
                        "target-role", random.nextInt(5) == 0 ? "Stopped" : "Started"))
                .plus(engine).plus(network);
        if (random.nextInt(4) == 0) {
            return bundle;
        }
        for (int i = 0; i < count; i++) {
            replicas.add(id + "-" + i);
        }
        return bundle.plus(primitive());
    }

    private Element resource() {
        if (withBundles && random.nextInt(3) == 0) {
            return bundle();
        }
        int kind = random.nextInt(5);
        if (kind < 3) {
            Element primitive = primitive();
            resources.add(primitive.id());
            return primitive;
        }
        String id = id(kind == 3 ? "group" : "clone");
        resources.add(id);
        Element holder = Element.of(kind == 3 ? "group" : "clone", "id", id);
        if (kind == 4) {
            String interleave = Boolean.toString(random.nextBoolean());
            return holder.plus(pairs("meta_attributes", id + "-meta", "interleave", interleave)).plus(primitive());
        }
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            holder = holder.plus(primitive());
        }
        return holder;
    }

    private Element primitive() {
        String id = id("p");
        Element primitive = Element.of("primitive", "id", id, "class", "ocf", "provider", "systole", "type", "Dummy");
        if (random.nextInt(3) == 0) {
            primitive = primitive.plus(pairs("meta_attributes", id + "-meta",
                    "resource-stickiness", Integer.toString(random.nextInt(200)),
                    "priority", Integer.toString(random.nextInt(3)),
                    "target-role", random.nextInt(5) == 0 ? "Stopped" : "Started"));
        }
        Element monitor = Element.of("op", "id", id + "-monitor", "name", "monitor", "interval", "10s", "timeout", "20s");
        return primitive.plus(Element.of("operations").plus(monitor));
    }

    private String any(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    private String score() {
        return switch (random.nextInt(4)) {
            case 0 -> "INFINITY";
            case 1 -> "-INFINITY";
            default -> Integer.toString(random.nextInt(400) - 100);
        };
    }

    private Element constraints() {
        Element constraints = Element.of("constraints");
        for (int i = 0; i < random.nextInt(8); i++) {
            String one = any(resources);
            String other = any(resources);
            String id = id("c");
            constraints = switch (random.nextInt(3)) {
                case 0 -> constraints.plus(Element.of("rsc_location", "id", id, "rsc", one, "node", any(nodes), "score", score()));
                case 1 -> one.equals(other) ? constraints
                        : constraints.plus(Element.of("rsc_colocation", "id", id, "rsc", one, "with-rsc", other, "score", score()));
                default -> one.compareTo(other) >= 0 ? constraints : constraints.plus(Element.of("rsc_order", "id", id,
                        "first", one, "then", other, "kind", random.nextBoolean() ? "Mandatory" : "Optional"));
            };
        }
        return constraints;
    }
}
