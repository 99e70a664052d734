package io.systole.shell.grammar;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code fencing_topology NODE: LEVEL… NODE: LEVEL…}, where a level is a device or several joined by commas. */
final class TopologyParser {
    private final Words words;
    private final Ids ids;

    TopologyParser(Words words, Ids ids) {
        this.words = words;
        this.ids = ids;
    }

    Definition topology() {
        var levels = new ArrayList<Element>();
        List<String> target = null;
        int index = 0;
        while (words.hasNext()) {
            String word = words.next("a target");
            if (word.startsWith("pattern:") && word.length() > "pattern:".length()) {
                target = List.of("target-pattern", word.substring("pattern:".length()));
                index = 0;
            } else if (word.startsWith("attr:") && word.indexOf('=') > 0) {
                int equals = word.indexOf('=');
                target = List.of("target-attribute", word.substring("attr:".length(), equals), "target-value", word.substring(equals + 1));
                index = 0;
            } else if (word.endsWith(":") && word.length() > 1) {
                target = List.of("target", word.substring(0, word.length() - 1));
                index = 0;
            } else if (target == null) {
                throw new CrmSyntaxException("fencing_topology needs a target such as n1: before \"" + word + "\"");
            } else {
                Element level = Element.of("fencing-level", "id", ids.make("fencing"));
                for (int i = 0; i < target.size(); i += 2) {
                    level = level.with(target.get(i), target.get(i + 1));
                }
                levels.add(level.with("index", Integer.toString(++index)).with("devices", word));
            }
        }
        if (levels.isEmpty()) {
            throw new CrmSyntaxException("fencing_topology needs TARGET: DEVICE…");
        }
        return new Definition.Whole("", Element.of("fencing-topology").withChildren(levels));
    }
}
