package io.systole.shell.grammar;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes one object of the configuration as a statement; the counterpart of {@link StatementParser}. */
final class ObjectPrinter {
    private final Set<String> referenced;
    private final AgentNames agents;
    private final RulePrinter rules;

    /** With the ids that something refers to, and what is known of agents. */
    ObjectPrinter(Set<String> referenced, AgentNames agents) {
        this.referenced = referenced;
        this.agents = agents;
        this.rules = new RulePrinter(referenced);
    }

    /** The clauses of the statement: the first line and its continuations; empty if the language has no word for the element. */
    List<String> clauses(Element element) {
        return switch (element.name()) {
            case "node" -> node(element);
            case "primitive", "template" -> primitive(element);
            case "group", "clone", "master" -> container(element);
            case "tag" -> List.of("tag " + Quote.word(element.id()) + " "
                    + String.join(" ", element.children("obj_ref").stream().map(each -> Quote.word(each.id())).toList()));
            case "rsc_location", "rsc_colocation", "rsc_order", "rsc_ticket" -> new ConstraintPrinter(rules).clauses(element);
            case "fencing-topology" -> topology(element);
            case "acl_role" -> AclPrinter.role(element);
            case "acl_target", "acl_group" -> AclPrinter.holder(element);
            case "alert" -> new AlertPrinter(this::attributes).clauses(element);
            default -> List.of();
        };
    }

    /** The clauses of a set of cluster properties or defaults. */
    List<String> options(String keyword, Element set) {
        if (set.get("id-ref") != null) {
            return List.of(keyword + " $id-ref=" + Quote.word(set.get("id-ref")));
        }
        var clauses = new ArrayList<String>();
        String score = set.attribute("score").map(value -> " " + Score.toText(value) + ":").orElse("");
        clauses.add(keyword + " " + Quote.word(set.id()) + ":" + score);
        set.children("rule").forEach(rule -> clauses.add(rules.print(rule, false)));
        set.children("nvpair").forEach(pair -> clauses.add(pair(pair)));
        return clauses;
    }

    private List<String> node(Element node) {
        var clauses = new ArrayList<String>();
        String name = node.get("uname", "");
        String type = node.attribute("type").map(word -> ":" + word).orElse("");
        clauses.add("node " + (name.equals(node.id()) ? "" : Quote.word(node.get("id", "")) + ": ") + Quote.word(name + type));
        description(node, clauses);
        node.children().forEach(child -> clauses.add(attributes(child.is("utilization") ? "utilization" : "attributes", child)));
        return clauses;
    }

    private List<String> primitive(Element primitive) {
        var clauses = new ArrayList<String>();
        String keyword = primitive.is("template") ? "rsc_template" : "primitive";
        String agent = primitive.get("template") != null
                ? "@" + primitive.get("template")
                : agents.text(new AgentId(primitive.get("class", "ocf"), primitive.get("provider", ""), primitive.get("type", "?")));
        clauses.add(keyword + " " + Quote.word(primitive.id()) + " " + Quote.word(agent));
        description(primitive, clauses);
        for (Element child : primitive.children()) {
            switch (child.name()) {
                case "instance_attributes" -> clauses.add(attributes("params", child));
                case "meta_attributes" -> clauses.add(attributes("meta", child));
                case "utilization" -> clauses.add(attributes("utilization", child));
                case "operations" -> operations(child, clauses);
                default -> clauses.add("<" + child.name() + ">");
            }
        }
        return clauses;
    }

    private void operations(Element operations, List<String> clauses) {
        if (operations.get("id-ref") != null) {
            clauses.add("operations $id-ref=" + Quote.word(operations.get("id-ref")));
        } else if (operations.id() != null) {
            clauses.add("operations $id=" + Quote.word(operations.id()));
        }
        for (Element op : operations.children("op")) {
            var text = new StringBuilder("op " + Quote.word(op.get("name", "")));
            op.attributes().forEach((name, value) -> {
                if (!name.equals("name") && !name.equals("id")) {
                    text.append(' ').append(Quote.pair(name, value));
                }
            });
            clauses.add(text.toString());
            op.children("instance_attributes").forEach(set -> clauses.add(attributes("op_params", set)));
            op.children("meta_attributes").forEach(set -> clauses.add(attributes("op_meta", set)));
        }
    }

    private List<String> container(Element container) {
        var clauses = new ArrayList<String>();
        var members = container.children().stream()
                .filter(child -> List.of("primitive", "group").contains(child.name()))
                .map(child -> Quote.word(child.id()))
                .toList();
        String keyword = container.is("master") ? "ms" : container.name();
        clauses.add(keyword + " " + Quote.word(container.id()) + " " + String.join(" ", members));
        description(container, clauses);
        container.children("meta_attributes").forEach(set -> clauses.add(attributes("meta", set)));
        container.children("instance_attributes").forEach(set -> clauses.add(attributes("params", set)));
        return clauses;
    }

    private static List<String> topology(Element topology) {
        var clauses = new ArrayList<String>();
        clauses.add("fencing_topology");
        String last = null;
        for (Element level : topology.children("fencing-level")) {
            String target = level.attribute("target").map(name -> name + ":")
                    .or(() -> level.attribute("target-pattern").map(pattern -> "pattern:" + pattern))
                    .orElseGet(() -> "attr:" + level.get("target-attribute", "") + "=" + level.get("target-value", ""));
            if (target.equals(last)) {
                clauses.set(clauses.size() - 1, clauses.getLast() + " " + Quote.word(level.get("devices", "")));
            } else {
                clauses.add(Quote.word(target) + " " + Quote.word(level.get("devices", "")));
            }
            last = target;
        }
        return clauses;
    }

    private static void description(Element element, List<String> clauses) {
        element.attribute("description").ifPresent(text -> clauses.add(Quote.pair("description", text)));
    }

    private String attributes(String keyword, Element set) {
        var text = new StringBuilder(keyword);
        if (set.get("id-ref") != null) {
            return text.append(" $id-ref=").append(Quote.word(set.get("id-ref"))).toString();
        }
        if (referenced.contains(set.id())) {
            text.append(" $id=").append(Quote.word(set.id()));
        }
        set.attribute("score").ifPresent(score -> text.append(' ').append(Score.toText(score)).append(':'));
        set.children("rule").forEach(rule -> text.append(' ').append(rules.print(rule, false)));
        set.children("nvpair").forEach(pair -> text.append(' ').append(pair(pair)));
        return text.toString();
    }

    private String pair(Element pair) {
        String name = pair.get("name", "");
        String value = pair.get("value");
        if (pair.get("id-ref") != null) {
            return "@" + Quote.word(pair.get("id-ref")) + (name.isEmpty() ? "" : ":" + Quote.word(name));
        }
        if (referenced.contains(pair.id())) {
            String id = "$" + Quote.word(pair.id()) + (name.equals(pair.id()) ? "" : ":" + Quote.word(name));
            return value == null ? id : id + "=" + Quote.value(value);
        }
        return value == null ? Quote.word(name) : Quote.pair(name, value);
    }
}
