package io.systole.core.cib.validate;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.wording.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What the checks look up: who is there, by name. Built once per CIB. */
final class ConfigurationIndex {
    private static final Set<String> RESOURCE_TAGS = Set.of("primitive", "group", "clone", "master", "bundle");

    private final Cib cib;
    private final Map<String, Element> resources = new LinkedHashMap<>();
    private final Map<String, Element> templates = new LinkedHashMap<>();
    private final Map<String, Element> tags = new LinkedHashMap<>();
    private final Set<String> nodes = new LinkedHashSet<>();

    ConfigurationIndex(Cib cib) {
        this.cib = cib;
        cib.section("resources").tree().filter(ConfigurationIndex::isResource).forEach(each -> put(resources, each));
        cib.section("resources").children("template").forEach(each -> put(templates, each));
        cib.section("tags").children("tag").forEach(each -> put(tags, each));
        cib.section("nodes").children("node").forEach(node -> nodes.add(node.get("uname", "")));
        resources.values().forEach(this::addRemoteNodes);
    }

    Cib cib() {
        return cib;
    }

    static boolean isResource(Element element) {
        return RESOURCE_TAGS.contains(element.name());
    }

    /** All resources at any depth, by id. */
    Map<String, Element> resources() {
        return resources;
    }

    Map<String, Element> templates() {
        return templates;
    }

    Map<String, Element> tags() {
        return tags;
    }

    /** Names of cluster nodes, remote nodes and guest nodes. */
    Set<String> nodes() {
        return nodes;
    }

    /** True if a constraint may name this: a resource, a tag, or a template (which stands for all that use it). */
    boolean canBeConstrained(String name) {
        return resources.containsKey(name) || tags.containsKey(name) || templates.containsKey(name);
    }

    /** {@code ; did you mean "web"?} if something of a similar name can be constrained, else a general remedy. */
    String hint(String name, String remedy) {
        var names = new ArrayList<>(resources.keySet());
        names.addAll(tags.keySet());
        names.addAll(templates.keySet());
        return Nearest.hint(name, names, remedy);
    }

    private void addRemoteNodes(Element resource) {
        if ("remote".equals(resource.get("type")) && "pacemaker".equals(resource.get("provider"))) {
            nodes.add(resource.id());
        }
        resource.children("meta_attributes").stream().flatMap(set -> set.children("nvpair").stream())
                .filter(pair -> "remote-node".equals(pair.get("name")))
                .forEach(pair -> nodes.add(pair.get("value", "")));
        if (resource.is("bundle")) {
            long replicas = resource.children().stream().map(each -> each.get("replicas", each.get("promoted-max", "1")))
                    .filter(text -> text.matches("\\d{1,4}")).mapToLong(Long::parseLong).max().orElse(1);
            for (long i = 0; i < replicas; i++) {
                nodes.add(resource.id() + "-" + i);
            }
        }
    }

    private static void put(Map<String, Element> map, Element element) {
        if (element.id() != null) {
            map.putIfAbsent(element.id(), element);
        }
    }
}
