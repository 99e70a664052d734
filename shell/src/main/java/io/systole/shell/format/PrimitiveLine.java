package io.systole.shell.format;

import io.systole.core.status.PrimitiveStatus;
import java.util.ArrayList;
import java.util.stream.Collectors;

/** One line about a primitive (reference: T-24 to T-32). */
final class PrimitiveLine {
    private final StatusView view;

    PrimitiveLine(StatusView view) {
        this.view = view;
    }

    String full(PrimitiveStatus resource) {
        return line(resource, true);
    }

    /** As it stands below a node, which is not repeated. */
    String withoutNode(PrimitiveStatus resource) {
        return line(resource, false);
    }

    /** How HTML shows it. */
    static String style(PrimitiveStatus resource) {
        if (resource.failureIgnored()) {
            return "rsc-failure-ignored";
        }
        if (resource.failed() || !resource.managed() || !resource.active()) {
            return resource.failed() || resource.managed() ? "rsc-failed" : "rsc-managed";
        }
        return resource.activeOn().size() > 1 ? "rsc-multiple" : "rsc-ok";
    }

    private String line(PrimitiveStatus resource, boolean withNode) {
        boolean several = resource.activeOn().size() > 1;
        boolean showNode = withNode && resource.current().isPresent() && !several;
        var text = new StringBuilder(resource.name()).append("\t(").append(resource.agent()).append("):\t");
        if (resource.removed()) {
            text.append(" ORPHANED");
        }
        text.append(' ').append(state(resource));
        if (showNode) {
            text.append(' ').append(resource.current().get().node());
        }
        if (resource.role().equals("Stopped") && !resource.failed() && !resource.failedProbe().isEmpty()) {
            text.append(" (").append(view.probe(resource.failedProbe())).append(") ");
        }
        text.append(flags(resource, showNode));
        if (view.description() && !resource.description().isEmpty() || several && !resource.description().isEmpty()) {
            text.append(" (").append(resource.description()).append(')');
        }
        if (withNode && several) {
            text.append(" [ ").append(resource.activeOn().stream().map(PrimitiveStatus.Place::node).collect(Collectors.joining(" ")))
                    .append(" ]");
        }
        return text.toString();
    }

    private String state(PrimitiveStatus resource) {
        if (resource.failed()) {
            return resource.role().equals("Promoted") ? "FAILED Promoted" : "FAILED";
        }
        return resource.pending().isEmpty() || !view.pending() ? resource.role() : resource.pending();
    }

    private String flags(PrimitiveStatus resource, boolean showNode) {
        var flags = new ArrayList<String>();
        if (showNode && resource.current().filter(node -> node.unclean() && !node.online()).isPresent()) {
            flags.add("UNCLEAN");
        }
        if (resource.locked()) {
            flags.add("LOCKED");
        }
        if (view.pending() && resource.monitoring() && resource.pending().isEmpty()) {
            flags.add("Monitoring");
        }
        if (resource.disabled()) {
            flags.add(resource.targetRole().equalsIgnoreCase("Stopped") ? "disabled" : "target-role:" + resource.targetRole());
        }
        if (resource.blocked()) {
            flags.add("blocked");
        } else if (resource.maintenance()) {
            flags.add("maintenance");
        } else if (!resource.managed()) {
            flags.add("unmanaged");
        }
        if (resource.failureIgnored()) {
            flags.add("failure ignored");
        }
        return flags.isEmpty() ? "" : " (" + String.join(", ", flags) + ")";
    }
}
