package io.systole.core.fencing;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import io.systole.core.option.WholeNumber;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The fencing topology (rule C-123): which devices are used for a node, level after level. */
final class FencingLevels {
    private static final int HIGHEST = 9;

    private FencingLevels() {}

    /**
     * The levels for a node, ascending; none if no level is about it. Levels that name the node come before those that match
     * it by pattern, and these before those by attribute.
     *
     * @param attributes the attributes of the node by name; null for one that it has not
     */
    static List<List<String>> of(Cib cib, NodeName target, Function<String, String> attributes) {
        List<Element> all = cib.section("fencing-topology").children("fencing-level");
        for (Kind kind : Kind.values()) {
            Map<Integer, List<String>> levels = new TreeMap<>();
            for (Element level : all) {
                int index = WholeNumber.parse(level.get("index"), 0);
                List<String> devices = HostMap.words(level.get("devices"), "[\\s,]+");
                // A level without devices would count as done although nothing was.
                if (index >= 1 && index <= HIGHEST && !devices.isEmpty() && kind.matches(level, target, attributes)) {
                    levels.putIfAbsent(index, devices);
                }
            }
            if (!levels.isEmpty()) {
                return List.copyOf(levels.values());
            }
        }
        return List.of();
    }

    private enum Kind {
        NAME {
            @Override
            boolean matches(Element level, NodeName target, Function<String, String> attributes) {
                return target.value().equalsIgnoreCase(level.get("target"));
            }
        },
        PATTERN {
            @Override
            boolean matches(Element level, NodeName target, Function<String, String> attributes) {
                String pattern = level.get("target-pattern");
                try {
                    return pattern != null && Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(target.value()).find();
                } catch (PatternSyntaxException bad) {
                    return false;
                }
            }
        },
        ATTRIBUTE {
            @Override
            boolean matches(Element level, NodeName target, Function<String, String> attributes) {
                String name = level.get("target-attribute");
                return name != null && level.get("target-value", "").equals(attributes.apply(name));
            }
        };

        abstract boolean matches(Element level, NodeName target, Function<String, String> attributes);
    }
}
