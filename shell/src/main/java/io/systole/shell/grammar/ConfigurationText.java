package io.systole.shell.grammar;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The configuration as {@code crm configure show} prints it: objects by type and id, each as one statement with its clauses
 * on continuation lines.
 */
public final class ConfigurationText {
    private static final List<String> TYPES = List.of(
            "node", "template", "primitive", "bundle", "group", "master", "clone", "tag", "rsc_colocation", "rsc_location", "rsc_order",
            "fencing-topology", "rsc_ticket", "crm_config", "rsc_defaults", "op_defaults", "acl_role", "acl_user", "acl_target",
            "acl_group", "alert");

    private final Cib cib;
    private final AgentNames agents;
    private final ObjectPrinter printer;
    private final StatementParser parser;

    /** The text of this CIB's configuration. */
    public ConfigurationText(Cib cib, AgentNames agents) {
        this.cib = cib;
        this.agents = agents;
        var referenced = new HashSet<String>();
        cib.configuration().tree().forEach(element -> element.attribute("id-ref").ifPresent(referenced::add));
        this.printer = new ObjectPrinter(referenced, agents);
        this.parser = new StatementParser(agents);
    }

    /** Everything. */
    public String all() {
        return show(item -> true);
    }

    /** The objects with these ids (or node names), in the order of {@code show}. */
    public String only(Set<String> ids) {
        return show(item -> ids.contains(item.name()));
    }

    /** Everything, each object's statement by itself. */
    public List<String> statements() {
        return items().stream().map(this::statement).toList();
    }

    private String show(Predicate<Item> wanted) {
        var text = new StringBuilder();
        for (Item item : items()) {
            if (wanted.test(item)) {
                text.append(statement(item)).append('\n');
            }
        }
        return text.toString();
    }

    /** The ids (node names for nodes) of all objects that {@code show} can select. */
    public List<String> names() {
        return items().stream().map(Item::name).filter(name -> !name.isEmpty()).toList();
    }

    private List<Item> items() {
        var items = new ArrayList<Item>();
        for (String section : List.of("nodes", "resources", "constraints", "tags", "acls", "alerts")) {
            cib.section(section).children().forEach(element -> collect(element, items));
        }
        for (String section : List.of("crm_config", "rsc_defaults", "op_defaults")) {
            cib.section(section).children().forEach(set -> items.add(new Item(section, set.get("id", ""), set)));
        }
        cib.configuration().child("fencing-topology").filter(topology -> !topology.children().isEmpty())
                .ifPresent(topology -> items.add(new Item("fencing-topology", "", topology)));
        // Sets of options keep their order: the first one with an option wins.
        items.sort(Comparator.comparing((Item item) -> TYPES.indexOf(item.type()))
                .thenComparing(item -> item.isOptions() ? "" : item.name()));
        return items;
    }

    private static void collect(Element element, List<Item> items) {
        items.add(new Item(element.name(), element.is("node") ? element.get("uname", "") : element.get("id", ""), element));
        if (List.of("group", "clone", "master").contains(element.name())) {
            element.children().stream().filter(child -> child.is("primitive") || child.is("group")).forEach(child -> collect(child, items));
        }
    }

    private String statement(Item item) {
        List<String> clauses = item.isOptions() ? printer.options(item.keyword(), item.element()) : printer.clauses(item.element());
        if (!clauses.isEmpty()) {
            String text = String.join(" \\\n\t", clauses);
            if (isFaithful(text, item)) {
                return text;
            }
        }
        Element raw = item.isOptions() && !item.type().equals("crm_config")
                ? Element.of(item.type()).plus(item.element())
                : item.element();
        return "xml " + CibWriter.line(raw).strip();
    }

    /** True if reading the text gives what it was written from. */
    private boolean isFaithful(String text, Item item) {
        try {
            List<Statement> statements = Script.read(text);
            if (statements.size() != 1) {
                return false;
            }
            Parsed parsed = parser.parse(statements.getFirst(), id -> false);
            return switch (parsed.definition()) {
                case Definition.Whole whole -> Likeness.same(whole.element(), parsed.madeIds(), item.element());
                case Definition.Options options -> options.set().children("nvpair").stream().noneMatch(pair -> "".equals(pair.get("value")))
                        && Likeness.same(options.set(), parsed.madeIds(), item.element());
                case Definition.Container container -> Likeness.same(
                        container.element().withChildren(withMembers(container, item.element())), parsed.madeIds(), item.element());
                case Definition.Operation operation -> false;
            };
        } catch (CrmSyntaxException unreadable) {
            return false;
        }
    }

    private static List<Element> withMembers(Definition.Container container, Element written) {
        var children = new ArrayList<>(container.element().children());
        for (String member : container.members()) {
            written.children().stream().filter(child -> member.equals(child.id())).findFirst().ifPresent(children::add);
        }
        return children;
    }

    /** What is known of agents; a draft of the same configuration needs it too. */
    public AgentNames agents() {
        return agents;
    }

    private record Item(String type, String name, Element element) {
        boolean isOptions() {
            return List.of("crm_config", "rsc_defaults", "op_defaults").contains(type);
        }

        String keyword() {
            return type.equals("crm_config") ? "property" : type;
        }
    }
}
