package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.Element;
import io.systole.core.controller.status.NodeAttributes;
import io.systole.core.status.ClusterStatus;
import io.systole.core.status.NodeStatus;
import io.systole.core.wording.Nearest;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where in the configuration {@code crm_attribute} finds its name/value pairs: cluster options, defaults, or attributes and
 * utilization of a node.
 *
 * @param section the section of the configuration
 * @param node the node whose they are; empty in sections without nodes
 * @param tag of the sets that are looked at
 * @param setId the one set that is looked at; empty: all
 */
record AttributePlace(String section, Optional<Element> node, String tag, Optional<String> setId) {
    /** A section that belongs to no node. */
    static AttributePlace ofSection(String section, Optional<String> setId) {
        return new AttributePlace(section, Optional.empty(), section.equals("crm_config") ? "cluster_property_set" : "meta_attributes",
                setId);
    }

    /** What is kept of a node, which is found by its name; that of a remote node need not be in the section yet. */
    static AttributePlace ofNode(ToolContext context, String name, boolean utilization, Optional<String> setId) {
        Cib cib = context.connection().cib();
        List<Element> nodes = cib.section("nodes").children("node");
        Element node = nodes.stream().filter(each -> name.equals(each.get("uname"))).findFirst()
                .or(() -> remote(cib, context, name))
                .orElseThrow(() -> new CallFailed(ExitStatus.NO_SUCH_OBJECT, "Could not map name=" + name + " to a UUID",
                        "there is no node \"" + name + "\"" + Nearest.hint(name, nodes.stream().map(each -> each.get("uname", "")).toList(),
                                "\"crm_node -l\" lists them")));
        return new AttributePlace("nodes", Optional.of(node), utilization ? "utilization" : "instance_attributes", setId);
    }

    private static Optional<Element> remote(Cib cib, ToolContext context, String name) {
        return ClusterStatus.of(cib, context.clock().instant(), context.zone()).nodes().stream()
                .filter(node -> node.name().equals(name) && node.kind() != NodeStatus.Kind.MEMBER).findFirst()
                .map(node -> Element.of("node", "id", name, "type", "remote", "uname", name));
    }

    private Element owner(Cib cib) {
        Element around = cib.section(section);
        return node.map(each -> around.child("node", each.id()).orElse(each)).orElse(around);
    }

    private Stream<Element> sets(Cib cib) {
        return owner(cib).children(tag).stream().filter(set -> setId.isEmpty() || setId.get().equals(set.id()));
    }

    /** The pairs, in the order of the configuration. */
    List<Element> pairs(Cib cib) {
        return sets(cib).flatMap(set -> set.children("nvpair").stream()).toList();
    }

    /**
     * Sets a pair: the one of this name or id, else a new one in the first set without a rule, else in a new set. It is said so
     * that it also fits a CIB in which somebody else has just made the same.
     */
    CibChange set(Cib cib, String name, Optional<String> pairId, String value) {
        Optional<Element> pair = find(cib, name, pairId);
        Element set = pair.flatMap(each -> sets(cib).filter(one -> one.children().contains(each)).findFirst())
                .or(() -> sets(cib).filter(one -> one.child("rule").isEmpty() && one.get("id-ref") == null).findFirst())
                .orElseGet(() -> Element.of(tag, "id", setId.orElseGet(this::usualSet)));
        String id = pair.map(Element::id).or(() -> pairId).orElseGet(() -> NodeAttributes.xmlId(set.id() + "-" + name));
        Element wish = Element.of(tag, "id", set.id()).plus(Element.of("nvpair", "id", id, "name", name, "value", value));
        return new CibChange.Modify("/cib/configuration", Element.of(section).plus(node.map(each -> each.withChildren(List.of(wish)))
                .orElse(wish)), true);
    }

    /** Removes a pair. */
    CibChange delete(Cib cib, Element pair) {
        Element set = sets(cib).filter(each -> each.children().contains(pair)).findFirst().orElseThrow();
        return new CibChange.Delete("/cib/configuration/" + section + node.map(each -> "/node[@id='" + each.id() + "']").orElse("")
                + "/" + tag + "[@id='" + set.id() + "']/nvpair[@id='" + pair.id() + "']");
    }

    /** The pair of this name, or of this id; several of one name need the id. */
    Optional<Element> find(Cib cib, String name, Optional<String> pairId) {
        List<Element> found = pairs(cib).stream()
                .filter(pair -> pairId.map(id -> id.equals(pair.id())).orElse(name.equals(pair.get("name")))).toList();
        if (found.size() > 1) {
            throw new UsageException("there are several values of " + name + ": " + String.join(", ",
                    found.stream().map(Element::id).toList()) + "; say which one with --id=ID");
        }
        return found.stream().findFirst();
    }

    private String usualSet() {
        if (node.isPresent()) {
            return "nodes-" + node.get().id() + (tag.equals("utilization") ? "-utilization" : "");
        }
        return section.equals("crm_config") ? "cib-bootstrap-options" : section + "-options";
    }
}
