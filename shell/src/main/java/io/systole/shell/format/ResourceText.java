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

    ResourceText(StatusView view, Outline outline) {
        this.view = view;
        this.outline = outline;
        this.lines = new PrimitiveLine(view);
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
            new BriefText(view, outline).list(shown);
        } else {
            shown.forEach(this::resource);
        }
        outline.end();
    }

    private boolean wanted(ResourceStatus resource) {
        if (!view.showsResource(resource)) {
            return false;
        }
        boolean partly = resource.active(false);
        boolean wholly = resource.active(true);
        boolean removed = resource instanceof PrimitiveStatus primitive && primitive.removed();
        if (removed && !wholly) {
            return false;
        }
        if (view.byNode()) {
            return !wholly && !(resource instanceof PrimitiveStatus primitive && primitive.active());
        }
        return view.inactive() || partly;
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
        bundle.children().forEach(replica -> outline.item(lines.full(replica), PrimitiveLine.style(replica)));
        outline.end();
    }

    void single(ResourceStatus instance) {
        resource(instance);
    }

    private void group(GroupStatus group) {
        List<PrimitiveStatus> shown = group.children().stream().filter(member -> view.inactive() || member.active()).toList();
        var attributes = new ArrayList<String>();
        int hidden = group.children().size() - shown.size();
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
        shown.forEach(member -> outline.item(lines.full(member), PrimitiveLine.style(member)));
        outline.end();
    }
}
