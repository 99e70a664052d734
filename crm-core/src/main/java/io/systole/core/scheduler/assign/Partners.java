package io.systole.core.scheduler.assign;

import io.systole.core.scheduler.snapshot.Bundle;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.List;
import java.util.Optional;

/** Which instance of a clone, or container of a bundle, a dependent can go with (rules 2:P-412 to 2:P-416). */
final class Partners {
    private final Board board;
    private final NodeChoice choice;
    private final NodeValues values;

    Partners(Board board, NodeChoice choice, NodeValues values) {
        this.board = board;
        this.choice = choice;
        this.values = values;
    }

    /** Instances of a clone in the order in which they are handled, containers of a bundle. */
    List<Resource> all(Resource whole) {
        return whole.isBundle() ? whole.instances() : board.of(whole).children;
    }

    /** Whether an instance that is not blocked will be on the node, and in the role if it is not UNKNOWN. */
    boolean runsOn(Resource whole, Node node, Role role) {
        return all(whole).stream().anyMatch(instance -> !blocked(instance) && board.place(instance) == node
                && (role == Role.UNKNOWN || board.nextRole(roleBearer(instance)) == role));
    }

    /** The instance for an assigned dependent's node, or for the best of its nodes that has one (rule 2:P-415). */
    Optional<Resource> compatible(Allocation dependent, Resource whole, Role role, String attribute) {
        if (dependent.assigned) {
            return on(host(dependent.node, whole), whole, role, attribute, dependent.resource);
        }
        return choice.ranked(dependent.table, null).stream()
                .flatMap(node -> on(host(node, whole), whole, role, attribute, dependent.resource).stream()).findFirst();
    }

    /** Containers are on hosts: there a bundle's node stands for where its container is (rule 4:B-41). */
    private Node host(Node node, Resource whole) {
        boolean inside = node != null && whole.isBundle() && node.replica().isPresent();
        return inside ? board.of(node.replica().get().container()).node : node;
    }

    private Optional<Resource> on(Node node, Resource whole, Role role, String attribute, Resource dependent) {
        if (node == null) {
            return Optional.empty();
        }
        String value = values.forColocation(node, attribute, dependent);
        for (Resource instance : all(whole)) {
            Node place = board.place(instance);
            if (place != null && !blocked(instance) && NodeValues.same(value, values.forColocation(place, attribute, instance))
                    && (role == Role.UNKNOWN || board.nextRole(instance) == role)) {
                return Optional.of(instance);
            }
        }
        return Optional.empty();
    }

    private static boolean blocked(Resource instance) {
        return instance.tree().anyMatch(Resource::blocked);
    }

    /** Whose role counts: for a container that of what runs inside. */
    static Resource roleBearer(Resource resource) {
        return resource.replica().filter(replica -> replica.container() == resource).flatMap(Bundle.Replica::child).orElse(resource);
    }
}
