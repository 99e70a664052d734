package io.systole.shell.grammar;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A working copy of a configuration. Statements are applied to it one by one; a statement that cannot be applied throws
 * {@link CrmSyntaxException} and leaves the copy as it was. Not for several threads.
 */
public final class Draft {
    private static final List<String> SECTION_ORDER = List.of(
            "crm_config", "nodes", "resources", "constraints", "rsc_defaults", "op_defaults", "fencing-topology", "tags", "acls", "alerts");

    private final StatementParser parser;
    private final AgentNames agents;
    private Cib cib;

    /** A copy of this CIB. */
    public Draft(Cib cib, AgentNames agents) {
        this.cib = cib;
        this.agents = agents;
        this.parser = new StatementParser(agents);
    }

    /** The CIB as it would be. */
    public Cib cib() {
        return cib;
    }

    /** Replaces the whole working copy. */
    public void reset(Cib other) {
        cib = other;
    }

    /** Its text. */
    public ConfigurationText text() {
        return new ConfigurationText(cib, agents);
    }

    /** Adds a new object; options are merged, nodes may exist already. */
    public void create(Statement statement) {
        apply(statement, true);
    }

    /** Adds an object or replaces the one of the same id. */
    public void update(Statement statement) {
        apply(statement, false);
    }

    /** Replaces an element, found by tag and id, wherever it is. */
    public void replace(Element old, Element replacement) {
        cib = Tree.replace(cib, old, replacement);
    }

    /** Puts an element of the configuration into its section, or in the place of the one with the same tag and id. */
    public void put(Element element) {
        String section = StatementParser.sectionOf(element);
        if (section.isEmpty()) {
            putSection(element);
            return;
        }
        Optional<Element> old = existing(element);
        cib = old.map(each -> Tree.replace(cib, each, element))
                .orElseGet(() -> withSection(cib.section(section).plus(element)));
    }

    /** Deletes objects and what hangs on them. */
    public Deletion.Report delete(List<String> ids) {
        Deletion deletion = new Deletion(cib);
        Deletion.Report report = deletion.delete(ids);
        cib = deletion.cib();
        return report;
    }

    /** Changes an id everywhere. */
    public void rename(String from, String to) {
        Element object = cib.byId(from).orElseThrow(() -> new CrmSyntaxException("there is no object \"" + from + "\""));
        if (cib.byId(to).isPresent()) {
            throw new CrmSyntaxException("the id \"" + to + "\" is in use already");
        }
        cib = new Renaming(from, to, object).applyTo(cib);
    }

    /** Gives a group these members, in this order; what it loses stays as a resource behind it. */
    public void members(Element group, List<String> members) {
        Element empty = group.withChildren(group.children().stream().filter(child -> !child.is("primitive")).toList());
        cib = new Containers(cib).put(empty, members, Set.of(), Optional.of(group));
    }

    private void apply(Statement statement, boolean mustBeNew) {
        Set<String> own = ownIds(statement);
        Parsed parsed = parser.parse(statement, id -> !own.contains(id) && cib.byId(id).isPresent());
        try {
            switch (parsed.definition()) {
                case Definition.Whole whole -> whole(whole, parsed.madeIds(), mustBeNew);
                case Definition.Container container -> container(container, parsed.madeIds(), mustBeNew);
                case Definition.Options options -> options(options);
                case Definition.Operation operation -> operation(operation);
            }
        } catch (CrmSyntaxException bad) {
            throw bad.at(statement.line());
        }
    }

    /** The ids inside the object that the statement defines anew: they are free. */
    private Set<String> ownIds(Statement statement) {
        var ids = new HashSet<String>();
        for (String word : statement.words().stream().skip(1).limit(2).toList()) {
            String name = word.startsWith("$id=") ? word.substring(4) : word.endsWith(":") ? word.substring(0, word.length() - 1) : word;
            Optional<Element> object = cib.byId(name).or(() -> node(name.replaceAll(":.*", "")));
            object.ifPresent(element -> element.tree().filter(each -> each.id() != null).forEach(each -> ids.add(each.id())));
        }
        if (statement.words().getFirst().equalsIgnoreCase("fencing_topology")) {
            cib.section("fencing-topology").children().forEach(level -> ids.add(level.id()));
        }
        return ids;
    }

    private void whole(Definition.Whole whole, Set<String> made, boolean mustBeNew) {
        Element element = whole.element();
        Optional<Element> old = whole.section().isEmpty() ? cib.configuration().child(element.name()) : existing(element);
        if (old.isEmpty()) {
            put(element);
            return;
        }
        if (element.is("fencing-topology")) {
            cib = withSection(Likeness.adopt(element, made, old.get()));
            return;
        }
        if (whole.section().isEmpty()) {
            put(element);
            return;
        }
        if (mustBeNew && !element.is("node")) {
            throw new CrmSyntaxException(element.id() + " exists already; change it with \"load update\" or delete it first");
        }
        Element fresh = element.is("node") && made.isEmpty() && element.id().equals(element.get("uname"))
                ? element.with("id", old.get().id())
                : element;
        put(Likeness.adopt(fresh, made, old.get()));
    }

    private void putSection(Element section) {
        Optional<Element> old = cib.configuration().child(section.name());
        if (old.isEmpty() || section.is("fencing-topology")) {
            cib = withSection(section);
            return;
        }
        Element merged = old.get();
        for (Element child : section.children()) {
            Element current = merged;
            merged = merged.child(child.name(), child.get("id", "")).map(each -> current.replacing(each, child))
                    .orElseGet(() -> current.plus(child));
        }
        cib = withSection(merged);
    }

    private Optional<Element> existing(Element element) {
        if (element.is("node")) {
            return node(element.get("uname", ""));
        }
        String id = element.id();
        // A role that somebody has is named by its id before the role itself may come.
        Optional<Element> found = id == null ? Optional.empty() : cib.configuration().tree()
                .filter(each -> each.is(element.name()) && id.equals(each.id())).findFirst().or(() -> cib.byId(id));
        found.filter(each -> !each.is(element.name())).ifPresent(other -> {
            throw new CrmSyntaxException("the id \"" + id + "\" is in use by a <" + other.name() + ">; choose another");
        });
        return found;
    }

    private Optional<Element> node(String name) {
        return cib.section("nodes").children("node").stream().filter(node -> name.equals(node.get("uname"))).findFirst();
    }

    private void container(Definition.Container container, Set<String> made, boolean mustBeNew) {
        Element element = container.element();
        Optional<Element> old = existing(element);
        if (old.isPresent() && mustBeNew) {
            throw new CrmSyntaxException(element.id() + " exists already; change it with \"load update\" or delete it first");
        }
        cib = new Containers(cib).put(element, container.members(), made, old);
    }

    private void options(Definition.Options options) {
        Element section = cib.section(options.section());
        Element set = options.set();
        Optional<Element> old = set.id() == null ? Optional.empty() : section.child(set.name(), set.id());
        if (old.isEmpty()) {
            cib = withSection(section.plus(set.withChildren(withoutEmpty(set))));
            return;
        }
        Element merged = old.get();
        if (set.get("score") != null) {
            merged = merged.with("score", set.get("score"));
        }
        if (set.child("rule").isPresent()) {
            var children = new ArrayList<>(set.children("rule"));
            children.addAll(merged.children().stream().filter(child -> !child.is("rule")).toList());
            merged = Likeness.adopt(merged.withChildren(children), ruleIds(set), merged);
        }
        for (Element pair : set.children("nvpair")) {
            Element current = merged;
            Optional<Element> same = merged.children("nvpair").stream()
                    .filter(each -> pair.get("name", "").equals(each.get("name")))
                    .findFirst();
            boolean remove = "".equals(pair.get("value"));
            merged = same.map(each -> remove ? current.minus(each) : current.replacing(each, each.with("value", pair.get("value"))))
                    .orElseGet(() -> remove ? current : current.plus(pair));
        }
        cib = withSection(section.replacing(old.get(), merged));
    }

    private static Set<String> ruleIds(Element set) {
        var ids = new HashSet<String>();
        set.children("rule").forEach(rule -> rule.tree().filter(each -> each.id() != null).forEach(each -> ids.add(each.id())));
        return ids;
    }

    private static List<Element> withoutEmpty(Element set) {
        return set.children().stream().filter(child -> !child.is("nvpair") || !"".equals(child.get("value"))).toList();
    }

    private void operation(Definition.Operation operation) {
        Element primitive = cib.byId(operation.resource()).filter(each -> each.is("primitive"))
                .orElseThrow(() -> new CrmSyntaxException("there is no primitive \"" + operation.resource() + "\""));
        Element changed = primitive.child("operations")
                .map(operations -> primitive.replacing(operations, operations.plus(operation.operation())))
                .orElseGet(() -> primitive.plus(Element.of("operations").plus(operation.operation())));
        replace(primitive, changed);
    }

    private Cib withSection(Element section) {
        if (cib.configuration().child(section.name()).isPresent()) {
            return cib.withSection(section);
        }
        int place = SECTION_ORDER.indexOf(section.name());
        var children = new ArrayList<>(cib.configuration().children());
        int at = 0;
        while (at < children.size() && SECTION_ORDER.indexOf(children.get(at).name()) <= place) {
            at++;
        }
        children.add(at, section);
        return cib.withConfiguration(cib.configuration().withChildren(children));
    }
}
