package io.systole.core.simulation;

import io.systole.core.cib.ResourceId;
import java.util.List;
import java.util.Optional;

/** What must hold of promotable clones: one instance is promoted at most, and what needs it runs beside it. */
final class PromotedOnce {
    private final SimulatedCluster cluster;

    PromotedOnce(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    /** Where an instance of a promotable clone really is promoted. */
    static List<String> where(SimulatedCluster cluster, ResourceId resource) {
        return cluster.machines().stream().filter(machine -> machine.promoted(resource)).map(machine -> machine.name.value()).toList();
    }

    /** At every moment. */
    void check(WantedOrder wanted) {
        for (ResourceId resource : wanted.promotable()) {
            List<String> where = where(cluster, resource);
            if (where.size() > 1) {
                throw cluster.fail(resource + " is promoted on " + where);
            }
        }
    }

    /** What needs the promoted instance starts on its node, after the promotion. */
    void starts(WantedOrder wanted, SimulatedMachine machine, ResourceId resource) {
        needed(wanted, resource).filter(first -> !machine.broughtUpPromoted(first)).ifPresent(first -> {
            throw cluster.fail(resource + " starts on " + machine.name + " although " + first + " was not promoted there before");
        });
    }

    /** Who is promoted was started before. */
    void promotes(SimulatedMachine machine, ResourceId resource) {
        if (!machine.broughtUp(resource)) {
            throw cluster.fail(resource + " is promoted on " + machine.name + " although it was not started there before");
        }
    }

    /** An instance is demoted, or stopped, after what needs it. */
    void demotes(WantedOrder wanted, SimulatedMachine machine, ResourceId resource) {
        for (WantedOrder.Pair pair : wanted.promotions()) {
            if (pair.first().equals(resource) && machine.promoted(resource) && machine.runs(pair.then())) {
                throw cluster.fail(resource + " is demoted on " + machine.name + " although " + pair.then() + " still runs there");
            }
        }
    }

    /** When nothing is left to do. */
    void checkAtRest(WantedOrder wanted) {
        for (WantedOrder.Pair pair : wanted.promotions()) {
            List<String> where = cluster.running(pair.then().value());
            List<String> promoted = where(cluster, pair.first());
            if (!promoted.containsAll(where)) {
                throw cluster.fail("at rest " + pair.then() + " runs on " + where + ", but " + pair.first() + " is promoted on "
                        + promoted);
            }
        }
    }

    private static Optional<ResourceId> needed(WantedOrder wanted, ResourceId resource) {
        return wanted.promotions().stream().filter(pair -> pair.then().equals(resource)).map(WantedOrder.Pair::first).findFirst();
    }
}
