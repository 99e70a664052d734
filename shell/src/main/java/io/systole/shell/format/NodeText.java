package io.systole.shell.format;

import io.systole.core.status.ClusterStatus;
import io.systole.core.status.NodeStatus;
import io.systole.core.status.PrimitiveStatus;
import java.util.List;
import java.util.function.Predicate;

/** The list of nodes (reference: T-9 to T-17). */
final class NodeText {
    private final StatusView view;
    private final Outline outline;

    NodeText(StatusView view, Outline outline) {
        this.view = view;
        this.outline = outline;
    }

    void list(ClusterStatus status) {
        List<NodeStatus> nodes = status.nodes().stream().filter(node -> view.showsNode(node.name())).toList();
        if (!view.shows(Section.NODES) || nodes.isEmpty()) {
            return;
        }
        outline.begin("Node List");
        if (view.byNode()) {
            nodes.stream().filter(node -> !view.brief() || !node.running().isEmpty()).forEach(this::tree);
        } else {
            nodes.stream().filter(node -> view.detail() || !node.plain()).filter(node -> view.detail() || !isGoneGuest(node))
                    .forEach(node -> outline.item(line(node), style(node)));
            if (!view.detail()) {
                collected("Online", nodes, node -> node.kind() == NodeStatus.Kind.MEMBER && node.online());
                collected("OFFLINE", nodes, node -> node.kind() == NodeStatus.Kind.MEMBER && !node.online());
                collected("RemoteOnline", nodes, node -> node.kind() == NodeStatus.Kind.REMOTE && node.online());
                collected("RemoteOFFLINE", nodes, node -> node.kind() == NodeStatus.Kind.REMOTE && !node.online());
                collected("GuestOnline", nodes, node -> node.kind() == NodeStatus.Kind.GUEST && node.online());
            }
        }
        outline.end();
    }

    private static boolean isGoneGuest(NodeStatus node) {
        return node.kind() == NodeStatus.Kind.GUEST && !node.online() && !node.unclean();
    }

    private void collected(String title, List<NodeStatus> nodes, Predicate<NodeStatus> belongs) {
        List<String> names = nodes.stream().filter(NodeStatus::plain).filter(belongs).map(NodeStatus::name).toList();
        if (!names.isEmpty()) {
            outline.item(title + ": [ " + String.join(" ", names) + " ]", title.endsWith("nline") ? "online" : "offline");
        }
    }

    private String line(NodeStatus node) {
        boolean known = node.online() || node.pending();
        String set = node.featureSet().isEmpty() ? Texts.OLD_FEATURE_SET : node.featureSet();
        String feature = view.detail() && known && node.kind() == NodeStatus.Kind.MEMBER ? ", feature set " + set : "";
        return title(node) + ": " + node.state() + feature + health(node);
    }

    private static String style(NodeStatus node) {
        return node.unclean() ? "unclean" : node.pending() ? "pending" : node.standby() ? "standby" : node.maintenance() ? "maint"
                : node.online() ? "online" : "offline";
    }

    private static String health(NodeStatus node) {
        return switch (node.health()) {
            case GREEN -> "";
            case YELLOW -> " (health is YELLOW)";
            case RED -> " (health is RED)";
        };
    }

    private String title(NodeStatus node) {
        String kind = switch (node.kind()) {
            case MEMBER -> "Node ";
            case REMOTE -> "RemoteNode ";
            case GUEST -> "GuestNode ";
        };
        String host = view.detail() ? node.guest().map(guest -> "@" + guest.host()).orElse("") : "";
        return kind + node.name() + host + (view.detail() && !node.id().equals(node.name()) ? " (" + node.id() + ")" : "");
    }

    private void tree(NodeStatus node) {
        outline.begin(line(node));
        List<PrimitiveStatus> running = (view.detail() ? node.hosted() : node.running()).stream()
                .filter(resource -> view.resource().isEmpty() || view.resource().equals(resource.name()))
                .toList();
        outline.begin("Resources");
        var lines = new PrimitiveLine(view);
        if (view.brief()) {
            new BriefText(view, outline).below(running);
        } else {
            running.forEach(resource -> outline.item(lines.withoutNode(resource), PrimitiveLine.style(resource)));
        }
        outline.end();
        outline.end();
    }
}
