package io.systole.shell.grammar;

import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.cib.xml.CibReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;

/** Reads one statement of {@code crm configure} that defines an object. Stateless. */
public final class StatementParser {
    /** The section of the configuration in which elements of a tag live. */
    private static final SequencedMap<String, String> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put("node", "nodes");
        List.of("primitive", "template", "group", "clone", "master", "bundle").forEach(tag -> SECTIONS.put(tag, "resources"));
        List.of("rsc_location", "rsc_colocation", "rsc_order", "rsc_ticket").forEach(tag -> SECTIONS.put(tag, "constraints"));
        List.of("acl_role", "acl_target", "acl_group", "acl_user").forEach(tag -> SECTIONS.put(tag, "acls"));
        SECTIONS.put("tag", "tags");
        SECTIONS.put("alert", "alerts");
        SECTIONS.put("cluster_property_set", "crm_config");
        SECTIONS.put("fencing-topology", "");
        SECTIONS.put("rsc_defaults", "");
        SECTIONS.put("op_defaults", "");
    }

    /** The words with which an object statement begins; aliases included. */
    public static final List<String> KEYWORDS = List.of(
            "node", "primitive", "resource", "rsc_template", "group", "clone", "ms", "master", "monitor", "tag", "location", "colocation",
            "collocation", "order", "rsc_ticket", "property", "rsc_defaults", "op_defaults", "fencing_topology", "role",
            "acl_target", "acl_group", "alert", "xml");

    private final AgentNames agents;

    /** A parser that resolves short agent names with this knowledge. */
    public StatementParser(AgentNames agents) {
        this.agents = agents;
    }

    /** True if this word begins an object statement. */
    public static boolean defines(String word) {
        return KEYWORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    static String sectionOf(Element element) {
        String section = SECTIONS.get(element.name());
        if (section == null) {
            throw new CrmSyntaxException("<" + element.name() + "> is no object of the configuration: possible are "
                    + String.join(", ", SECTIONS.keySet()));
        }
        return section;
    }

    /**
     * What a statement says.
     *
     * @param taken tells which ids are used elsewhere in the CIB, so that made up ids avoid them
     * @throws CrmSyntaxException if the statement is not right
     */
    Parsed parse(Statement statement, Predicate<String> taken) {
        var words = new Words(statement.words());
        var ids = new Ids(taken);
        try {
            Definition definition = definition(words, ids);
            words.end();
            return new Parsed(definition, Set.copyOf(ids.made()));
        } catch (CrmSyntaxException bad) {
            throw bad.at(statement.line());
        }
    }

    private Definition definition(Words words, Ids ids) {
        String keyword = words.next("a keyword").toLowerCase(Locale.ROOT);
        return switch (keyword) {
            case "node" -> new NodeParser(words, ids).node();
            case "primitive", "resource" -> resources(words, ids).primitive("primitive");
            case "rsc_template" -> resources(words, ids).primitive("template");
            case "group", "clone" -> resources(words, ids).container(keyword);
            case "ms", "master" -> resources(words, ids).container("master");
            case "monitor" -> resources(words, ids).monitor();
            case "tag" -> tag(words, ids);
            case "location" -> new ConstraintParser(words, ids).location();
            case "colocation", "collocation" -> new ConstraintParser(words, ids).colocation();
            case "order" -> new ConstraintParser(words, ids).order();
            case "rsc_ticket" -> new ConstraintParser(words, ids).ticket();
            case "property" -> options(words, ids, "crm_config", "cluster_property_set", "cib-bootstrap-options");
            case "rsc_defaults" -> options(words, ids, "rsc_defaults", "meta_attributes", "rsc-options");
            case "op_defaults" -> options(words, ids, "op_defaults", "meta_attributes", "op-options");
            case "fencing_topology" -> new TopologyParser(words, ids).topology();
            case "role" -> new AclParser(words, ids).role();
            case "acl_target", "acl_group" -> new AclParser(words, ids).holder(keyword);
            case "alert" -> new AlertParser(words, ids).alert();
            case "xml" -> raw(words, ids);
            default -> throw new CrmSyntaxException("\"" + keyword + "\" does not begin a configuration statement");
        };
    }

    private ResourceParser resources(Words words, Ids ids) {
        return new ResourceParser(words, ids, agents);
    }

    private static Definition tag(Words words, Ids ids) {
        String word = words.next("the id of the tag");
        String id = ids.use(word.endsWith(":") ? word.substring(0, word.length() - 1) : word);
        var references = new ArrayList<Element>();
        for (String reference : words.rest()) {
            references.add(Element.of("obj_ref", "id", reference));
        }
        if (references.isEmpty()) {
            throw new CrmSyntaxException("tag " + id + " needs at least one object");
        }
        return new Definition.Whole("tags", Element.of("tag", "id", id).withChildren(references));
    }

    private static Definition options(Words words, Ids ids, String section, String tag, String defaultId) {
        String id = words.value("$id").or(words::labelled).orElse(defaultId);
        ids.use(id);
        var reference = words.value("$id-ref");
        if (reference.isPresent()) {
            return new Definition.Options(section, Element.of(tag, "id-ref", reference.get()));
        }
        Element set = new AttributeParser(words, ids, Set.of()).withContent(Element.of(tag, "id", id));
        for (Element pair : set.children("nvpair")) {
            if (pair.get("value") == null && pair.get("id-ref") == null) {
                throw new CrmSyntaxException("\"" + pair.get("name") + "\" has no value: write NAME=VALUE (empty: remove the option)");
            }
        }
        if (set.children("nvpair").isEmpty()) {
            throw new CrmSyntaxException("no option is given: write NAME=VALUE");
        }
        return new Definition.Options(section, set);
    }

    private static Definition raw(Words words, Ids ids) {
        String xml = String.join(" ", words.rest());
        try {
            Element element = CibReader.element(xml);
            element.tree().filter(each -> each.id() != null).forEach(each -> ids.use(each.id()));
            return new Definition.Whole(sectionOf(element), element);
        } catch (CibParseException bad) {
            throw new CrmSyntaxException("the XML is not right: " + bad.getMessage());
        }
    }
}
