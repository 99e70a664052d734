package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code node standby}, {@code online}, {@code maintenance}, {@code ready}: a node attribute, for ever or until the node leaves. */
record NodeAttributeCommand(String name, String attribute, String value, String summary) implements Command {
    @Override
    public String usage() {
        return "[NODE… | --all] [reboot|forever]";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        var words = new ArrayList<>(arguments);
        boolean transientOnly = words.remove("reboot");
        words.remove("forever");
        Cib before = context.connection().cib();
        List<String> nodes = words.remove("--all") ? Names.nodes(before) : words;
        if (nodes.isEmpty()) {
            nodes = List.of(context.connection().localNode().map(NodeName::value)
                    .orElseThrow(() -> new UsageException("name the node: write " + name + " NODE")));
        }
        List<Element> elements = nodes.stream().map(node -> Names.node(before, node)).toList();
        for (Element node : elements) {
            if (transientOnly || isOff() && isTransient(before, node)) {
                Optional<String> wanted = isOff() ? Optional.empty() : Optional.of(value);
                ExitStatus status = context.submit(new ClusterRequest.SetAttribute(new NodeName(node.get("uname")), attribute, wanted));
                if (status != ExitStatus.OK || transientOnly && nodes.size() == 1) {
                    return status;
                }
            }
        }
        return transientOnly ? ExitStatus.OK : context.change(before, permanent(before, elements), "crm_attribute");
    }

    private Cib permanent(Cib cib, List<Element> nodes) {
        Element section = cib.section("nodes");
        for (Element node : nodes) {
            section = section.replacing(node, Attributes.set(node, "instance_attributes", "nodes-" + node.id(), attribute, value));
        }
        return cib.withSection(section);
    }

    private boolean isOff() {
        return value.equals("off") || value.equals("false");
    }

    private boolean isTransient(Cib cib, Element node) {
        return cib.status().children("node_state").stream()
                .filter(state -> node.get("uname", "").equals(state.get("uname")))
                .flatMap(state -> state.children("transient_attributes").stream())
                .anyMatch(sets -> Attributes.get(sets, "instance_attributes", attribute).isPresent());
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return Names.nodes(context.connection().cib());
    }
}
