package io.systole.core.scheduler;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Damages a CIB at random, as hands, tools and disks do: what is lost, doubled, moved, renamed, or names something else. */
final class CibDamage {
    private static final List<String> NONSENSE = List.of(
            "", "-", "x y", "INFINITY", "-INFINITY", "-1", "0", "99999999999999999999", "1000000000", "#default", "n1", "true", "false",
            "web", "P1Y", "%1", "Stopped", "Promoted", "9", "193", "-9999999999", "1:1:0:x", "4:1;1:1:0:x", "ocf", "stonith", "remote",
            "9999-99-99");
    private static final List<String> TAGS = List.of("primitive", "group", "clone", "master", "bundle", "template", "op", "nvpair",
            "rule",
            "resource_set", "resource_ref", "rsc_order", "rsc_colocation", "node_state", "lrm_resource", "lrm_rsc_op", "meta_attributes");
    private static final Set<String> REFERENCES = Set.of("id", "rsc", "with-rsc", "first", "then", "id-ref", "template", "node", "uname",
            "tag", "ticket", "container", "operation", "migrate_source", "migrate_target", "name");

    private final Random random;
    private final List<String> values = new ArrayList<>();
    private final List<Element> elements = new ArrayList<>();

    CibDamage(Element root, Random random) {
        this.random = random;
        root.tree().forEach(element -> {
            elements.add(element);
            element.attributes().forEach((name, value) -> {
                if (REFERENCES.contains(name)) {
                    values.add(value);
                }
            });
        });
    }

    /** Damages one place somewhere below the element. */
    Element damaged(Element element) {
        if (!element.children().isEmpty() && random.nextInt(8) != 0) {
            Element child = element.children().get(random.nextInt(element.children().size()));
            return switch (random.nextInt(16)) {
                case 0 -> element.minus(child);
                case 1 -> element.plus(child);
                case 2 -> element.plus(elements.get(random.nextInt(elements.size())));
                case 3 -> element.withChildren(element.children().reversed());
                case 4 -> element.replacing(child, child.withName(TAGS.get(random.nextInt(TAGS.size()))));
                default -> element.replacing(child, damaged(child));
            };
        }
        var names = new ArrayList<>(element.attributes().keySet());
        if (names.isEmpty()) {
            return element;
        }
        String name = names.get(random.nextInt(names.size()));
        var attributes = new LinkedHashMap<>(element.attributes());
        switch (random.nextInt(4)) {
            case 0 -> attributes.remove(name);
            case 1 -> attributes.put(name, NONSENSE.get(random.nextInt(NONSENSE.size())));
            default -> attributes.put(name, values.get(random.nextInt(values.size())));
        }
        return element.withAttributes(attributes);
    }
}
