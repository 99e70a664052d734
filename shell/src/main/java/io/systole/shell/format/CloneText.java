package io.systole.shell.format;

import io.systole.core.scheduler.snapshot.NaturalOrder;
import io.systole.core.status.CloneStatus;
import io.systole.core.status.PrimitiveStatus;
import io.systole.core.status.ResourceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A clone with its instances (reference: T-34 to T-38). */
final class CloneText {
    private final StatusView view;
    private final Outline outline;
    private final ResourceText resources;

    CloneText(StatusView view, Outline outline, ResourceText resources) {
        this.view = view;
        this.outline = outline;
        this.resources = resources;
    }

    void clone(CloneStatus clone) {
        outline.begin("Clone Set: " + clone.id() + " [" + clone.child() + "]" + attributes(clone));
        var promoted = new ArrayList<String>();
        var started = new ArrayList<String>();
        for (ResourceStatus instance : clone.children()) {
            if (onItsOwn(clone, instance)) {
                if (view.showsInstance(instance)) {
                    resources.single(instance);
                }
            } else if (instance.active(true)) {
                PrimitiveStatus first = instance.primitives().findFirst().orElseThrow();
                boolean isPromoted = instance.primitives().anyMatch(each -> each.role().equals("Promoted"));
                String node = first.activeOn().getFirst().node();
                if (view.showsNode(node)) {
                    (isPromoted ? promoted : started).add(node);
                }
            }
        }
        nodes("Promoted", promoted);
        boolean demoted = clone.targetRole().equalsIgnoreCase("Unpromoted") || clone.targetRole().equalsIgnoreCase("Slave");
        nodes(!clone.promotable() ? "Started" : demoted ? "Unpromoted (target-role)" : "Unpromoted", started);
        if (view.inactive() && !view.detail() && !clone.unique() && clone.max() > promoted.size() + started.size()) {
            stopped(clone);
        }
        outline.end();
    }

    private static String attributes(CloneStatus clone) {
        var attributes = new ArrayList<String>();
        if (clone.promotable()) {
            attributes.add("promotable");
        }
        if (clone.unique()) {
            attributes.add("unique");
        }
        if (clone.disabled()) {
            attributes.add("disabled");
        }
        if (clone.maintenance()) {
            attributes.add("maintenance");
        } else if (!clone.managed()) {
            attributes.add("unmanaged");
        }
        return attributes.isEmpty() ? "" : " (" + String.join(", ", attributes) + ")";
    }

    /** Rule T-35. */
    private boolean onItsOwn(CloneStatus clone, ResourceStatus instance) {
        if (view.detail() || clone.unique()) {
            return true;
        }
        if (view.pending() && instance.primitives().anyMatch(each -> !each.pending().isEmpty())) {
            return true;
        }
        if (!instance.active(false)) {
            return false;
        }
        boolean special = instance.primitives().anyMatch(each -> each.removed() || each.failed()) || !instance.managed()
                || instance.primitives().anyMatch(each -> !each.managed());
        if (special || !instance.active(true)) {
            return true;
        }
        List<PrimitiveStatus.Place> places = instance.primitives().findFirst().orElseThrow().activeOn();
        return places.size() != 1 || !places.getFirst().online() && places.getFirst().unclean();
    }

    private void stopped(CloneStatus clone) {
        var byText = new TreeMap<String, List<String>>();
        for (CloneStatus.Candidate candidate : clone.candidates()) {
            if (!candidate.occupied() && view.showsNode(candidate.node())) {
                String text = clone.targetRole().equalsIgnoreCase("Stopped") ? "Stopped (disabled)"
                        : candidate.failedProbe().isEmpty() ? "Stopped"
                        : "Stopped (" + view.probe(candidate.failedProbe()) + ")";
                byText.computeIfAbsent(text, key -> new ArrayList<>()).add(candidate.node());
            }
        }
        byText.forEach(this::nodes);
    }

    private void nodes(String title, List<String> names) {
        if (!names.isEmpty()) {
            outline.item(title + ": [ " + String.join(" ", names.stream().sorted(NaturalOrder.INSTANCE).toList()) + " ]");
        }
    }
}
