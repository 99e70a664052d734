package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.status.ClusterStatus;
import io.systole.core.status.PrimitiveStatus;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The resource and the node that a call of {@code crm_resource} is about, looked up in the CIB of this moment. */
final class ResourceTarget {
    private static final Set<String> RESOURCES = Set.of("primitive", "group", "clone", "master", "bundle");
    private static final Set<String> CLONES = Set.of("clone", "master");

    final ToolCall call;
    final ToolContext context;
    final Options options;
    final Cib cib;

    ResourceTarget(ToolCall call, ToolContext context, Options options) {
        this.call = call;
        this.context = context;
        this.options = options;
        this.cib = context.connection().cib();
    }

    /** The resource of {@code -r}; empty if none was named. An instance ({@code web:1}) is found by the name of what it is one of. */
    Optional<Element> resource() {
        Optional<String> id = options.text("resource");
        return id.map(name -> cib.byId(name).or(() -> cib.byId(name.replaceFirst(":\\d+$", "")))
                .filter(each -> RESOURCES.contains(each.name()))
                .orElseThrow(() -> new CallFailed(ExitStatus.NO_SUCH_OBJECT, "Resource '" + name + "' not found",
                        "Error performing operation: No such object")));
    }

    /** The same, which must be there. */
    Element needed() {
        return resource().orElseThrow(() -> new UsageException("Must supply a resource id with -r"));
    }

    /** The node of {@code -N}; empty if none was named. */
    Optional<String> node() {
        return options.text("node").map(name -> {
            boolean known = status().nodes().stream().anyMatch(node -> node.name().equals(name));
            if (!known) {
                throw new CallFailed(ExitStatus.NO_SUCH_OBJECT, "Node '" + name + "' not found",
                        "Error performing operation: No such object");
            }
            return name;
        });
    }

    ClusterStatus status() {
        return ClusterStatus.of(cib, context.clock().instant(), context.zone());
    }

    /** The primitives and instances of a resource, as they are now. */
    List<PrimitiveStatus> primitives(Element resource) {
        Set<String> ids = Set.copyOf(resource.tree().filter(each -> each.is("primitive") && each.id() != null).map(Element::id).toList());
        String asked = options.text("resource").orElse("");
        return status().resources().stream().flatMap(top -> top.id().equals(resource.id()) ? top.primitives()
                : top.primitives().filter(each -> each.id().equals(asked)
                        || ids.contains(each.id()) || ids.contains(each.id().replaceFirst(":\\d+$", "")))).toList();
    }

    /** The clone around a resource; itself if there is none. */
    Element clone(Element resource) {
        return around(resource, CLONES);
    }

    /** The group, clone or bundle around a resource; itself if there is none. */
    Element collective(Element resource) {
        return around(resource, Set.of("clone", "master", "group", "bundle"));
    }

    private Element around(Element resource, Set<String> kinds) {
        return cib.section("resources").children().stream()
                .filter(top -> kinds.contains(top.name()) && top.tree().anyMatch(each -> each == resource))
                .findFirst().orElse(resource);
    }
}
