package io.systole.shell.grammar;

import io.systole.core.cib.Element;
import java.util.Locale;
import java.util.Set;

/** Reads {@code node [ID:] NAME[:remote] [description=…] [attributes …] [utilization …]}. */
final class NodeParser {
    private static final Set<String> WORDS = Set.of("attributes", "utilization");

    private final Words words;
    private final Ids ids;

    NodeParser(Words words, Ids ids) {
        this.words = words;
        this.ids = ids;
    }

    Definition node() {
        String id = words.value("$id").or(words::labelled).orElse(null);
        String word = words.next("the name of the node");
        int colon = word.indexOf(':');
        String name = colon < 0 ? word : word.substring(0, colon);
        String type = colon < 0 ? null : word.substring(colon + 1);
        Element node = Element.of("node", "id", id == null ? name : ids.use(id), "uname", name, "type", type,
                "description", words.value("description").orElse(null));
        while (words.hasNext()) {
            String list = words.next("attributes or utilization").toLowerCase(Locale.ROOT);
            if (!WORDS.contains(list)) {
                throw new CrmSyntaxException("\"" + list + "\" is not expected in node " + name + ": use attributes or utilization");
            }
            String tag = list.equals("attributes") ? "instance_attributes" : "utilization";
            node = node.plus(new AttributeParser(words, ids, WORDS).parse(tag, name));
        }
        return new Definition.Whole("nodes", node);
    }
}
