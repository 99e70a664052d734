package io.systole.core.scheduler.snapshot;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the resource that a history belongs to; for anonymous clones it hands out instances, for what runs in a bundle the node
 * tells the replica (rules 1:S-131, 1:S-134, 1:S-135).
 */
final class HistoryMatcher {
    private final Facts facts;
    private final ResourceReader resources;
    private final Map<Resource, Map<Node, Resource>> holders = new HashMap<>();

    HistoryMatcher(Facts facts, ResourceReader resources) {
        this.facts = facts;
        this.resources = resources;
    }

    Optional<Resource> find(String historyId, Node node) {
        Optional<Resource> found = resources.find(historyId).filter(Resource::isPrimitive);
        if (found.isPresent() && !found.get().inClone()) {
            return found;
        }
        String base = FailCounter.base(historyId);
        if (found.isEmpty()) {
            found = resources.find(base + ":0").filter(resource -> resource.inClone() && !resource.unique());
        }
        if (found.isEmpty() || !found.get().isPrimitive()) {
            return Optional.empty();
        }
        if (found.get().unique()) {
            return found;
        }
        if (found.get().inBundle()) {
            return found.get().outermost().bundle.on(node).flatMap(Bundle.Replica::child);
        }
        return Optional.of(instance(found.get().top(), base, node));
    }

    private Resource instance(Resource clone, String base, Node node) {
        Resource free = null;
        boolean noFreeSlots = false;
        for (Resource instance : clone.children) {
            Resource member = member(instance, base);
            boolean here = instance.leaves().anyMatch(leaf -> leaf.activeOn.contains(node) || leaf.pendingNode == node);
            if (here) {
                if (member.activeOn.isEmpty()) {
                    return member;
                }
                noFreeSlots = true;
                free = null;
            } else if (!noFreeSlots && free == null && empty(instance, clone, node)) {
                free = member;
            }
        }
        if (free != null && !free.settings.requires().fencing() && (!node.online || node.unclean)
                && clone.clone.max() != facts.nodes.size()) {
            free = null;
        }
        Resource chosen = free != null ? free : member(resources.addInstance(clone), base);
        holders.computeIfAbsent(clone, key -> new HashMap<>()).put(node, top(chosen, clone));
        return chosen;
    }

    /** Nothing of it is anywhere, and no other node's history has been given to it. */
    private boolean empty(Resource instance, Resource clone, Node node) {
        boolean unused = instance.leaves().allMatch(leaf -> leaf.activeOn.isEmpty() && leaf.pendingNode == null && !leaf.blocked);
        if (!unused) {
            return false;
        }
        Resource mine = holders.getOrDefault(clone, Map.of()).get(node);
        return mine == null || mine == instance || !stillFree(mine);
    }

    private static boolean stillFree(Resource instance) {
        return instance.leaves().allMatch(leaf -> leaf.activeOn.isEmpty());
    }

    private static Resource top(Resource member, Resource clone) {
        Resource at = member;
        while (at.parent != clone) {
            at = at.parent;
        }
        return at;
    }

    private static Resource member(Resource instance, String base) {
        return instance.leaves().filter(leaf -> leaf.configuredId.equals(base)).findFirst().orElseThrow();
    }
}
