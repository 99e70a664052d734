package io.systole.core.cib.upgrade;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Resources with parameters, meta attributes and operations under names of older generations (rules 1:S-16 to 1:S-18). */
final class OlderResources {
    private static final Set<String> ISOLATION = Set.of("isolation", "isolation-host", "isolation-instance", "isolation-wrapper");
    private static final Set<String> OPERATION_META =
            Set.of("interval-origin", "start-delay", "enabled", "on-fail", "record-pending", "role", "timeout");

    private OlderResources() {}

    static Element rewritten(Element element) {
        List<Element> children = new ArrayList<>();
        element.children().forEach(child -> children.add(rewritten(child)));
        Element changed = element.withChildren(children);
        if (!element.is("primitive") && !element.is("template")) {
            return changed;
        }
        return requirement(pairs(changed));
    }

    private static Element pairs(Element resource) {
        List<Element> children = new ArrayList<>();
        for (Element set : resource.children()) {
            List<Element> kept = new ArrayList<>();
            for (Element pair : set.children()) {
                Element today = set.is("instance_attributes") ? parameter(pair) : set.is("meta_attributes") ? meta(pair) : pair;
                if (today != null) {
                    kept.add(today);
                }
            }
            children.add(set.withChildren(kept));
        }
        return resource.withChildren(children);
    }

    private static Element parameter(Element pair) {
        String name = pair.get("name", "");
        if (name.matches("pcmk_(list|monitor|off|on|reboot|status)_cmd")) {
            return pair.with("name", name.replace("_cmd", "_action"));
        }
        if (!name.equals("pcmk_arg_map")) {
            return pair;
        }
        String map = pair.get("value", "");
        return map.matches("port:[^:,]+") ? pair.with("name", "pcmk_host_argument").with("value", map.substring("port:".length())) : null;
    }

    private static Element meta(Element pair) {
        String name = pair.get("name", "");
        if (ISOLATION.contains(name)) {
            return pair.with("name", "target-role").with("value", "Stopped");
        }
        if (name.replace('_', '-').equals("resource-failure-stickiness")) {
            return "-INFINITY".equals(pair.get("value")) ? pair.with("name", "migration-threshold").with("value", "1") : null;
        }
        return pair;
    }

    /** What an operation requires is said of the resource now. */
    private static Element requirement(Element resource) {
        Element operations = resource.child("operations").orElse(null);
        if (operations == null) {
            return resource;
        }
        List<Element> all = new ArrayList<>();
        String required = null;
        for (Element operation : operations.children()) {
            String own = operation.get("requires", pair(operation, "requires"));
            boolean counts = "start".equals(operation.get("name")) || "promote".equals(operation.get("name"));
            required = required == null && counts ? own : required;
            all.add(operation(operation.with("requires", null)));
        }
        Element changed = resource.replacing(operations, operations.withChildren(all));
        if (required == null) {
            return changed;
        }
        return changed.plus(Element.of("meta_attributes", "id", resource.id() + "-upgraded-meta")
                .plus(Element.of("nvpair", "id", resource.id() + "-upgraded-requires", "name", "requires", "value", required)));
    }

    private static String pair(Element operation, String name) {
        return operation.children().stream().flatMap(set -> set.children("nvpair").stream())
                .filter(pair -> name.equals(pair.get("name"))).map(pair -> pair.get("value")).findFirst().orElse(null);
    }

    /** Parameters that were never for the agent are meta attributes. */
    private static Element operation(Element operation) {
        List<Element> sets = new ArrayList<>();
        List<Element> meta = new ArrayList<>();
        for (Element set : operation.children()) {
            boolean plain = set.is("instance_attributes") && set.child("rule").isEmpty();
            List<Element> kept = new ArrayList<>();
            for (Element pair : set.children()) {
                boolean moves = plain && OPERATION_META.contains(pair.get("name", ""));
                if (!"requires".equals(pair.get("name"))) {
                    (moves ? meta : kept).add(pair);
                }
            }
            sets.add(set.withChildren(kept));
        }
        if (!meta.isEmpty()) {
            sets.addFirst(Element.of("meta_attributes", "id", operation.id() + "-upgraded").withChildren(meta));
        }
        return operation.withChildren(sets);
    }
}
