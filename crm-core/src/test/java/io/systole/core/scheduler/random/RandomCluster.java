package io.systole.core.scheduler.random;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A random small cluster from a seed. Written with the old option names, so that Pacemaker 2.1 reads it as well. */
public final class RandomCluster {
    /** The time at which the cluster is looked at; it is the CIB's execution date, too. */
    public static final Instant NOW = Instant.ofEpochSecond(1_767_268_800L);
    /** What holds for every cluster that has just been configured: all nodes online, nothing known, no fencing. */
    public static final Set<Feature> FRESH = EnumSet.of(Feature.GROUPS, Feature.CLONES, Feature.LOCATION, Feature.COLOCATION, Feature.ORDER,
            Feature.STICKINESS, Feature.TEMPLATES);

    private final Dice dice;

    private RandomCluster(Dice dice) {
        this.dice = dice;
    }

    /** The cluster of this seed; it shows about half of these features, which ones depends on the seed. */
    public static Cib of(long seed, Set<Feature> allowed) {
        var random = new Random(seed * 31 + 7);
        var shown = EnumSet.noneOf(Feature.class);
        for (Feature feature : Feature.values()) {
            if (random.nextInt(5) < 2 && allowed.contains(feature)) {
                shown.add(feature);
            }
        }
        if (allowed.contains(Feature.HISTORY) && random.nextBoolean()) {
            shown.add(Feature.HISTORY);
        }
        return new RandomCluster(new Dice(seed, shown)).make();
    }

    /** The cluster of this seed with up to three bundles beside. */
    public static Cib withBundles(long seed, Set<Feature> allowed) {
        return RandomBundles.in(of(seed, allowed), seed);
    }

    private Cib make() {
        List<RandomNode> nodes = new ArrayList<>();
        int count = dice.between(1, 4) + dice.between(0, 1);
        for (int i = 1; i <= count; i++) {
            nodes.add(RandomNode.of(i, dice));
        }
        var resources = new RandomResources(dice);
        Element configured = resources.make();
        var status = new RandomStatus(dice, nodes, resources);
        Element configuration = Element.of("configuration")
                .plus(options())
                .plus(Element.of("nodes").withChildren(nodes.stream().map(RandomNode::configured).toList()))
                .plus(configured)
                .plus(new RandomConstraints(dice, nodes, resources).make());
        configuration = defaults(configuration);
        Element root = Element.of("cib", "crm_feature_set", "3.16.2", "validate-with", "pacemaker-3.9",
                "admin_epoch", "0", "epoch", "1", "num_updates", "0",
                "have-quorum", dice.once(3, Feature.QUORUM) ? "0" : "1", "dc-uuid", "1",
                "execution-date", Long.toString(NOW.getEpochSecond()));
        return Cib.of(root.plus(configuration).plus(status.make()));
    }

    private Element options() {
        boolean fencing = dice.has(Feature.FENCING);
        Pairs set = new Pairs("cluster_property_set", "options")
                .with("stonith-enabled", Boolean.toString(fencing))
                .with(dice.has(Feature.QUORUM), "no-quorum-policy", dice.any("stop", "freeze", "ignore", "demote", "suicide"))
                .with(dice.has(Feature.UTILIZATION), "placement-strategy", dice.any("utilization", "balanced", "minimal", "default"))
                .with(fencing && dice.once(4), "stonith-action", dice.any("off", "reboot"))
                .with(fencing && dice.once(6), "startup-fencing", dice.truth())
                .with(fencing && dice.once(4), "concurrent-fencing", dice.truth())
                .with(dice.once(4, Feature.OPTIONS), "symmetric-cluster", dice.truth())
                .with(dice.once(4, Feature.OPTIONS), "start-failure-is-fatal", dice.truth())
                .with(dice.once(6, Feature.OPTIONS), "enable-startup-probes", dice.truth())
                .with(dice.once(6, Feature.OPTIONS), "stop-all-resources", dice.truth())
                .with(dice.once(4, Feature.OPTIONS), "stop-orphan-resources", dice.truth())
                .with(dice.once(4, Feature.OPTIONS), "stop-orphan-actions", dice.truth())
                .with(dice.once(5, Feature.OPTIONS), "node-health-strategy", dice.any("migrate-on-red", "only-green", "progressive"))
                .with(dice.once(6, Feature.OPTIONS), "cluster-delay", "90s")
                .with(dice.once(6, Feature.MAINTENANCE), "maintenance-mode", dice.truth());
        return Element.of("crm_config").plus(set.element());
    }

    private Element defaults(Element configuration) {
        Pairs defaults = new Pairs("meta_attributes", "rsc-defaults")
                .with(dice.has(Feature.STICKINESS), "resource-stickiness", dice.any("1", "50", "200", "INFINITY", "-10"))
                .with(dice.once(3, Feature.FAILURES), "migration-threshold", dice.any("1", "2", "3", "INFINITY"))
                .with(dice.once(4, Feature.FAILURES), "failure-timeout", dice.any("0", "1min", "2h"));
        Element with = defaults.element().children().isEmpty() ? configuration
                : configuration.plus(Element.of("rsc_defaults").plus(defaults.element()));
        return dice.once(3, Feature.OPTIONS)
                ? with.plus(Element.of("op_defaults").plus(new Pairs("meta_attributes", "op-defaults").with("timeout", "45s").element()))
                : with;
    }
}
