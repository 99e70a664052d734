package io.systole.core.scheduler.constraint;

import io.systole.core.cib.Element;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the resources that constraints name: by id, by the id that history knows, by tag or template (rule 2:P-1111). */
final class ResourceFinder {
    private final ClusterSnapshot snapshot;
    private final Map<String, Resource> byId = new HashMap<>();
    private final Map<String, List<String>> groups = new HashMap<>();

    ResourceFinder(ClusterSnapshot snapshot) {
        this.snapshot = snapshot;
        snapshot.allResources().forEach(resource -> {
            byId.putIfAbsent(resource.id(), resource);
            resource.historyId().ifPresent(id -> byId.putIfAbsent(id, resource.id().equals(id) ? resource : resource.top()));
        });
        Element resources = snapshot.cib().section("resources");
        resources.tree().filter(element -> element.is("primitive") && element.get("template") != null).forEach(element ->
                groups.computeIfAbsent(element.get("template"), key -> new ArrayList<>()).add(element.id()));
        groups.putAll(snapshot.facts().tags());
    }

    /** The one resource of this id. */
    Optional<Resource> one(Element constraint, String id) {
        Resource found = id == null ? null : byId.get(id);
        if (found == null) {
            snapshot.facts().problem(constraint + ": resource \"" + id + "\" does not exist; the constraint is ignored");
        }
        return Optional.ofNullable(found);
    }

    /** True if the id names a tag or template instead of a resource. */
    boolean isTag(String id) {
        return id != null && !byId.containsKey(id) && groups.containsKey(id);
    }

    /** The resource of this id, or those that a tag or template stands for. */
    List<Resource> all(Element constraint, String id) {
        if (!isTag(id)) {
            return one(constraint, id).map(List::of).orElse(List.of());
        }
        var found = new LinkedHashSet<Resource>();
        groups.get(id).forEach(member -> one(constraint, member).ifPresent(found::add));
        return List.copyOf(found);
    }

    /** The members of a {@code resource_set}, tags expanded. */
    List<Resource> members(Element constraint, Element set) {
        var found = new ArrayList<Resource>();
        set.children("resource_ref").forEach(reference -> found.addAll(all(constraint, reference.id())));
        return found;
    }

    /** The sets of a constraint, references resolved. */
    List<Element> sets(Element constraint) {
        return constraint.children("resource_set").stream()
                .map(set -> snapshot.facts().rules().resolve(set))
                .flatMap(Optional::stream)
                .toList();
    }

    List<Resource> topLevel() {
        return snapshot.resources();
    }

    void problem(String sentence) {
        snapshot.facts().problem(sentence);
    }
}
