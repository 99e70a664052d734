package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which nodes are reached over a connection, by the literal configuration (rules 1:S-117, 4:B-66 to 4:B-68, 4:B-97). */
final class Connections {
    private final Map<String, Node.Kind> kinds = new LinkedHashMap<>();
    private final List<Element> generated = new ArrayList<>();

    Connections(Element resources) {
        for (Element element : resources.children()) {
            if (element.is("primitive")) {
                remote(element);
                guest(element, resources);
            } else if (element.is("group")) {
                element.children("primitive").forEach(member -> guest(member, resources));
            }
        }
    }

    /** Nodes behind connections, by name. */
    Map<String, Node.Kind> kinds() {
        return kinds;
    }

    /** The connections of guest nodes, which nobody configures as such. */
    List<Element> generated() {
        return generated;
    }

    private void remote(Element primitive) {
        boolean connection = primitive.get("class", "").equalsIgnoreCase("ocf") && primitive.get("type", "").equalsIgnoreCase("remote")
                && primitive.get("provider", "").equalsIgnoreCase("pacemaker");
        if (connection && primitive.id() != null && !meta(primitive).containsKey("container")) {
            kinds.put(primitive.id(), Node.Kind.REMOTE);
        }
    }

    private void guest(Element primitive, Element resources) {
        Map<String, String> meta = meta(primitive);
        String name = meta.getOrDefault("remote-node", "");
        if (name.isEmpty()) {
            return;
        }
        kinds.put(name, Node.Kind.GUEST);
        if (resources.tree().noneMatch(element -> element != resources && name.equals(element.id()))) {
            generated.add(connection(primitive, name, meta));
        }
    }

    private static Map<String, String> meta(Element primitive) {
        Map<String, String> meta = new LinkedHashMap<>();
        primitive.children("meta_attributes").forEach(set -> set.children("nvpair").forEach(pair -> {
            if (pair.get("name") != null && pair.get("value") != null) {
                meta.put(pair.get("name"), pair.get("value"));
            }
        }));
        return meta;
    }

    private static Element connection(Element launcher, String name, Map<String, String> meta) {
        Element attributes = Element.of("meta_attributes", "id", name + "-meta_attributes")
                .plus(pair(name, "internal_rsc", "true")).plus(pair(name, "container", launcher.id()));
        attributes = given(attributes, name, "allow-migrate", meta.get("remote-allow-migrate"));
        attributes = given(attributes, name, "is-managed", meta.get("is-managed"));
        Element parameters = Element.of("instance_attributes", "id", name + "-instance_attributes");
        parameters = given(parameters, name, "addr", meta.get("remote-addr"));
        parameters = given(parameters, name, "port", meta.get("remote-port"));
        Element operations = Element.of("operations")
                .plus(Element.of("op", "id", name + "-monitor-30s", "name", "monitor", "interval", "30s", "timeout", "30s"))
                .plus(Element.of("op", "id", name + "-start-0", "name", "start", "interval", "0",
                        "timeout", meta.getOrDefault("remote-connect-timeout", "60s")));
        return Element.of("primitive", "id", name, "class", "ocf", "provider", "pacemaker", "type", "remote")
                .plus(attributes).plus(parameters).plus(operations);
    }

    private static Element given(Element set, String name, String key, String value) {
        return value == null ? set : set.plus(pair(name, key, value));
    }

    private static Element pair(String name, String key, String value) {
        return Element.of("nvpair", "id", name + "-" + key, "name", key, "value", value);
    }
}
