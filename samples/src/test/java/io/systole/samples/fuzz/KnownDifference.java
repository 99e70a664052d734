package io.systole.samples.fuzz;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.function.UnaryOperator;

/**
 * Where Pacemaker 2.1.5 and Systole are known to decide otherwise; each is described in doc/pacemaker-differences.md under its title.
 *
 * <p>None is recognised by how the answers look. Each can take what causes it out of a cluster, and nothing else; only if both agree about
 * what is left has it explained the difference.
 */
enum KnownDifference {
    ONE_FENCING_AT_A_TIME("one fencing at a time", Causes::serialFencing),
    HOLE_IN_A_GROUP("a hole in a group before an unmanaged member", Causes::unmanagedMembers),
    SETS_THAT_STOP("sets that stop or demote", Causes::stoppingSets),
    EXPIRED_FAILURE("state by an expired failure", Causes::expiredResults),
    EXPIRED_MONITOR("expired monitor failure of what moves", Causes::expiredMonitors),
    STAYING_INSTANCES("instances that could stay", Causes::lightInstances),
    COLOCATED_TWICE("the same two colocated twice", Causes::secondColocations),
    FINITE_CHAINS("chains of finite colocations", Causes::finiteChains),
    ATTRIBUTE_WITHOUT_SCORE("a score attribute that a node does not have", Causes::scoreAttributes),
    ACTIVE_IN_MAINTENANCE("active on a node in maintenance", Causes::nodesInMaintenance),
    JOINING_NODES("a node that is joining", Causes::joiningNodes),
    SERIALIZED_PAIR("serialized and ordered as well", Causes::serializedPairs),
    ORDERED_INSTANCES("numbers of ordered instances", Causes::orderedInstances),
    GROUP_GIVEN_UP("an instance of a cloned group that cannot stay", Causes::groupsGivenUp),
    MIGRATION_AFTER_A_HOLE("a hole in a group before a member that migrates", Causes::migratingAfterHoles),
    ROLE_OF_A_CLONE("a colocation by the role of a clone", Causes::rolesOfClones),
    GROUP_BEHIND_A_GATE("a group that waits for clone-min instances", Causes::groupsBehindGates),
    MIGRATING_PROMOTED("a promoted instance that migrates", Causes::migratingPromoted),
    TWO_CAPACITIES("nodes of which neither has more room", Causes::secondCapacities);

    private final String title;
    private final UnaryOperator<Element> without;

    KnownDifference(String title, UnaryOperator<Element> without) {
        this.title = title;
        this.without = without;
    }

    String title() {
        return title;
    }

    /** The cluster without the cause; the same if it has none. */
    Cib without(Cib cib) {
        Element root = without.apply(cib.root());
        return root.equals(cib.root()) ? cib : Cib.of(root);
    }
}
