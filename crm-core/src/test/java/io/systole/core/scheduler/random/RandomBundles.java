package io.systole.core.scheduler.random;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Adds bundles to a random cluster, with dice of their own: what the cluster's seed gives otherwise stays as it is. Their containers and
 * what they hold have never run.
 */
final class RandomBundles {
    private final Dice dice;
    private final List<String> replicas = new ArrayList<>();

    private RandomBundles(long seed) {
        this.dice = new Dice(seed * 17 + 3, EnumSet.noneOf(Feature.class));
    }

    static Cib in(Cib cib, long seed) {
        var bundles = new RandomBundles(seed);
        Element resources = cib.section("resources");
        List<String> others = resources.children().stream().filter(each -> !each.is("template")).map(Element::id).toList();
        Element constraints = cib.section("constraints");
        for (int i = bundles.dice.between(1, 3); i > 0; i--) {
            Element bundle = bundles.bundle();
            resources = resources.plus(bundle);
            constraints = bundles.dice.once(2) ? constraints.plus(bundles.constraint(bundle.id(), bundles.dice.any(others))) : constraints;
        }
        Element status = cib.status();
        for (String replica : bundles.replicas) {
            status = status.plus(Element.of("node_state", "id", replica, "uname", replica, "remote_node", "true"));
        }
        return cib.withSection(resources).withSection(constraints).withStatus(status);
    }

    private Element bundle() {
        String id = dice.id("bundle");
        int count = dice.between(1, 3);
        Element engine = Element.of("podman", "image", "registry/" + id, "replicas", Integer.toString(count),
                "replicas-per-host", dice.once(3) ? "2" : "1");
        Element network = dice.once(2) ? Element.of("network", "control-port", "3121")
                : Element.of("network", "ip-range-start", "10." + dice.between(0, 200) + ".0.1");
        Element bundle = new Pairs("meta_attributes", id + "-meta")
                .with("interleave", dice.truth())
                .with(dice.once(5), "target-role", "Stopped")
                .in(Element.of("bundle", "id", id)).plus(engine).plus(network);
        if (dice.once(4)) {
            return bundle;
        }
        for (int i = 0; i < count; i++) {
            replicas.add(id + "-" + i);
        }
        String inside = dice.id("inside");
        Element monitor = Element.of("op", "id", inside + "-monitor", "name", "monitor", "interval", "10s", "timeout", "20s");
        return bundle.plus(Element.of("primitive", "id", inside, "class", "ocf", "provider", "pacemaker", "type", "Dummy")
                .plus(Element.of("operations").plus(monitor)));
    }

    private Element constraint(String bundle, String other) {
        boolean first = dice.once(2);
        return dice.once(2)
                ? Element.of("rsc_colocation", "id", dice.id("bk"), "rsc", first ? bundle : other, "with-rsc", first ? other : bundle,
                        "score", dice.score())
                : Element.of("rsc_order", "id", dice.id("bo"), "first", first ? bundle : other, "then", first ? other : bundle,
                        "kind", dice.any("Mandatory", "Optional"));
    }
}
