package io.systole.shell.format;

import io.systole.core.status.BundleStatus;
import io.systole.core.status.CloneStatus;
import io.systole.core.status.ClusterStatus;
import io.systole.core.status.GroupStatus;
import io.systole.core.status.PrimitiveStatus;
import io.systole.core.status.ResourceStatus;
import java.util.ArrayList;
import java.util.List;

/** The list of resources (reference: T-21 to T-41). */
final class ResourceText {
    private final StatusView view;
    private final Outline outline;
    private final PrimitiveLine lines;
    private final BriefText brief;

    ResourceText(StatusView view, Outline outline) {
        this.view = view;
        this.outline = outline;
        this.lines = new PrimitiveLine(view);
        this.brief = new BriefText(view, outline);
    }

    void list(ClusterStatus status) {
        if (!view.shows(Section.RESOURCES) || view.byNode() && !view.inactive()) {
            return;
        }
        List<ResourceStatus> shown = status.resources().stream().filter(this::wanted).toList();
        if (shown.isEmpty() && !view.resource().isEmpty()) {
            return;
        }
        outline.begin(view.byNode() ? "Inactive Resources" : view.inactive() ? "Full List of Resources" : "Active Resources");
        if (shown.isEmpty()) {
            outline.item(view.byNode() ? "No inactive resources" : view.inactive() ? "No resources" : "No active resources");
        }
        if (view.brief() && !view.byNode()) {
            brief.list(shown.stream().filter(PrimitiveStatus.class::isInstance).map(PrimitiveStatus.class::cast).toList(), view.inactive());
            shown.stream().filter(resource -> !(resource instanceof PrimitiveStatus)).forEach(this::resource);
        } else {
            shown.forEach(this::resource);
        }
        outline.end();
    }

    private boolean wanted(ResourceStatus resource) {
        if (!view.showsResource(resource)) {
            return false;
        }
        if (view.byNode()) {
            return view.showsBesideNodes(resource);
        }
        boolean removed = resource instanceof PrimitiveStatus primitive && primitive.removed();
        return !(removed && !resource.active(true)) && (view.inactive() || resource.active(false));
    }

    private void resource(ResourceStatus resource) {
        switch (resource) {
            case PrimitiveStatus primitive -> outline.item(lines.full(primitive), PrimitiveLine.style(primitive));
            case GroupStatus group -> group(group);
            case BundleStatus bundle -> bundle(bundle);
            case CloneStatus clone -> new CloneText(view, outline, this).clone(clone);
        }
    }

    /** Rules T-40, T-41. */
    private void bundle(BundleStatus bundle) {
        outline.begin((bundle.children().size() > 1 ? "Container bundle set: " : "Container bundle: ") + bundle.id()
                + " [" + bundle.image() + "]" + (bundle.unique() ? " (unique)" : "")
                + (bundle.maintenance() ? " (maintenance)" : bundle.managed() ? "" : " (unmanaged)"));
        if (view.detail()) {
            bundle.replicas().forEach(replica -> replica(bundle, replica));
        } else {
            bundle.children().forEach(replica -> outline.item(lines.full(replica), PrimitiveLine.style(replica)));
        }
        outline.end();
    }

    private void replica(BundleStatus bundle, BundleStatus.Replica replica) {
        List<PrimitiveStatus> parts = replica.parts().stream().filter(part -> view.showsPart(bundle, part)).toList();
        if (parts.isEmpty() || !view.showsReplica(replica)) {
            return;
        }
        if (bundle.replicas().size() > 1) {
            outline.item("Replica[" + replica.number() + "]");
        }
        outline.deeper();
        parts.forEach(part -> outline.item(lines.full(part), PrimitiveLine.style(part)));
        outline.end();
    }

    void single(ResourceStatus instance) {
        resource(instance);
    }

    private void group(GroupStatus group) {
        List<PrimitiveStatus> listed = group.children().stream().filter(member -> view.inactive() || member.active()).toList();
        List<PrimitiveStatus> shown = listed.stream().filter(member -> view.showsMember(group, member)).toList();
        var attributes = new ArrayList<String>();
        int hidden = group.children().size() - listed.size();
        if (hidden > 0) {
            attributes.add(hidden + (hidden == 1 ? " member inactive" : " members inactive"));
        }
        if (group.disabled()) {
            attributes.add("disabled");
        }
        if (group.maintenance()) {
            attributes.add("maintenance");
        } else if (!group.managed()) {
            attributes.add("unmanaged");
        }
        outline.begin("Resource Group: " + group.id() + (attributes.isEmpty() ? "" : " (" + String.join(", ", attributes) + ")"));
        if (view.brief()) {
            brief.list(group.children().stream().filter(member -> view.showsMember(group, member)).toList(), true);
        } else {
            shown.forEach(member -> outline.item(lines.full(member), PrimitiveLine.style(member)));
        }
        outline.end();
    }
}
