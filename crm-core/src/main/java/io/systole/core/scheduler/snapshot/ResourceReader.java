package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import io.systole.core.option.TimeSpan;
import io.systole.core.option.Truth;
import io.systole.core.option.WholeNumber;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Builds the resources of the configuration, instances of clones included (rules 1:S-70, 1:S-75, 1:S-125 to 1:S-129). */
final class ResourceReader {
    /** More instances than any cluster has places for; a slip of the pen must not fill the memory. */
    private static final int MOST_INSTANCES = 2000;

    private final Facts facts;
    private final SettingsReader settings;
    private final Map<String, Resource> byId = new LinkedHashMap<>();

    ResourceReader(Facts facts) {
        this.facts = facts;
        this.settings = new SettingsReader(facts);
    }

    void read() {
        for (Element element : facts.section("resources").children()) {
            if (!element.is("template")) {
                read(element, null, -1).ifPresent(facts.resources::add);
            }
        }
        facts.connections.generated().forEach(element -> read(element, null, -1).ifPresent(facts.resources::add));
        byId.values().forEach(this::link);
        facts.configuredOrder.addAll(facts.resources);
        facts.resources.sort(Comparator.comparingInt((Resource resource) -> resource.settings.priority()).reversed());
    }

    /** Rules 1:S-118, 4:B-97, 4:B-125. */
    private void link(Resource resource) {
        String container = resource.isPrimitive() ? resource.meta("container") : null;
        if (container != null && !container.equals(resource.id)) {
            resource.launcher = byId.get(container);
            if (resource.launcher == null) {
                facts.problem(resource.xml + ": container \"" + container + "\" does not exist; it is ignored");
            }
        }
        if (resource.isPrimitive() && resource.isConnection()) {
            facts.nodes.stream().filter(node -> node.name.value().equals(resource.id)).forEach(node -> node.connection = resource);
            resource.mayMigrate |= resource.launcher == null && resource.meta("allow-migrate") == null;
            String reconnect = resource.launcher != null ? null : facts.parameters.of(resource, null).get("reconnect_interval");
            if (reconnect != null) {
                resource.reconnectMillis = TimeSpan.intervalMillis(reconnect);
                resource.failureTimeoutMillis = resource.reconnectMillis;
            }
        }
    }

    /** The resource of this id, instances included. */
    Optional<Resource> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Makes a resource of which only history is left (rule 1:S-176). */
    Resource removed(Element history) {
        Element xml = Element.of("primitive", "id", history.id(), "class", text(history, "class", "ocf"),
                "provider", history.get("provider"), "type", text(history, "type", "unknown"));
        Resource resource = create(xml, history.id(), Resource.Kind.PRIMITIVE, null);
        resource.removed = true;
        facts.resources.add(resource);
        facts.configuredOrder.add(resource);
        return resource;
    }

    private static String text(Element element, String name, String otherwise) {
        String value = element.get(name, "");
        return value.isEmpty() ? otherwise : value;
    }

    /** Makes one more instance of a clone; those above {@code clone-max} count as removed. */
    Resource addInstance(Resource clone) {
        int number = clone.children.size();
        Element child = clone.xml.children().stream().filter(ResourceReader::isChild).findFirst().orElseThrow();
        Resource instance = read(child, clone, number).orElseThrow();
        instance.tree().forEach(part -> part.removed = number >= clone.clone.max());
        keepUnique(clone, instance);
        clone.children.add(instance);
        return instance;
    }

    /**
     * A group that cannot be unique because of one member makes the clone anonymous, but as Pacemaker reads it, what can be
     * unique in the instance that was made last keeps its number.
     */
    private void keepUnique(Resource clone, Resource instance) {
        if (!instance.isGroup() || clone.clone.globallyUnique() || !Truth.isTrue(clone.meta("globally-unique"))) {
            return;
        }
        clone.children.forEach(earlier -> earlier.tree().forEach(part -> part.keptUnique = false));
        instance.children.forEach(member -> member.keptUnique = mayBeUnique(member.xml));
    }

    private Optional<Resource> read(Element element, Resource parent, int instance) {
        if (element.get("id", "").isEmpty()) {
            return ignored(element, "a resource needs an id");
        }
        return switch (element.name()) {
            case "primitive" -> primitive(element, parent, instance);
            case "group" -> group(element, parent, instance);
            case "clone", "master" -> parent == null ? clone(element, null) : ignored(element, "a clone cannot be inside another resource");
            case "bundle" -> parent == null ? facts.bundles.of(element).map(bundle -> new BundleReader(facts, this, bundle).read())
                    : ignored(element, "a bundle cannot be inside another resource");
            default -> ignored(element, "this kind of resource is not known");
        };
    }

    private Optional<Resource> ignored(Element element, String why) {
        facts.problem(element + ": " + why + "; it is ignored");
        return Optional.empty();
    }

    private Optional<Resource> primitive(Element element, Resource parent, int instance) {
        Optional<Element> expanded = TemplateExpander.expand(facts, element);
        if (element.get("id", "").isEmpty()) {
            return ignored(element, "a resource needs an id");
        }
        if (expanded.isPresent() && !hasAgent(expanded.get())) {
            return ignored(element, "a primitive needs class and type");
        }
        return expanded.map(xml -> create(xml, id(xml, parent, instance), Resource.Kind.PRIMITIVE, parent, instance));
    }

    /** What cannot be made must not take a place among the resources, not even for a moment. */
    private boolean usable(Element primitive) {
        return !primitive.get("id", "").isEmpty()
                && TemplateExpander.expand(facts, primitive).filter(ResourceReader::hasAgent).isPresent();
    }

    private static boolean hasAgent(Element xml) {
        return !xml.get("class", "").isEmpty() && !xml.get("type", "").isEmpty();
    }

    private Optional<Resource> group(Element element, Resource parent, int instance) {
        if (parent != null && parent.isGroup()) {
            return ignored(element, "a group cannot be inside a group");
        }
        if (element.children("primitive").stream().noneMatch(this::usable)) {
            return ignored(element, "a group needs a usable member");
        }
        Resource group = create(element, id(element, parent, instance), Resource.Kind.GROUP, parent, instance);
        for (Element member : element.children("primitive")) {
            primitive(member, group, instance).ifPresent(group.children::add);
        }
        return Optional.of(group);
    }

    Optional<Resource> clone(Element element, Resource bundle) {
        Optional<Element> child = element.children().stream().filter(ResourceReader::isChild).findFirst();
        if (child.isEmpty()) {
            return ignored(element, "a clone needs a primitive or group");
        }
        if (child.get().get("id", "").isEmpty()) {
            return ignored(element, "what it is made of needs an id");
        }
        if (child.get().tree().filter(part -> part.is("primitive")).noneMatch(this::usable)) {
            return ignored(element, "it holds no usable primitive");
        }
        Resource clone = create(element, element.id(), Resource.Kind.CLONE, bundle, -1);
        clone.clone = cloneSettings(clone, child.get());
        for (int i = 0; i < Math.max(1, clone.clone.max()); i++) {
            addInstance(clone);
        }
        return clone.children.isEmpty() ? Optional.empty() : Optional.of(clone);
    }

    private CloneSettings cloneSettings(Resource clone, Element child) {
        Map<String, String> meta = clone.settings.meta();
        int nodeMax = Math.max(0, WholeNumber.parse(meta.get("clone-node-max"), meta.containsKey("clone-node-max") ? 0 : 1));
        int nodes = (int) Math.max(1, facts.nodes.stream().filter(node -> node.listed || node.hiddenFrom < clone.index).count());
        int max = meta.containsKey("clone-max") ? Math.max(0, WholeNumber.parse(meta.get("clone-max"), 0)) : nodes;
        if (max > MOST_INSTANCES) {
            facts.problem(clone.xml + ": clone-max is " + max + "; only " + MOST_INSTANCES + " instances are considered");
            max = MOST_INSTANCES;
        }
        boolean unique = Truth.parse(meta.get("globally-unique")).orElse(nodeMax > 1);
        if (unique && !mayBeUnique(child)) {
            unique = false;
            max = Math.min(max, nodes);
        }
        boolean promotable = clone.xml.is("master") || Truth.isTrue(meta.get("promotable"));
        String promotedMax = meta.getOrDefault("promoted-max", meta.get("master-max"));
        String promotedNodeMax = meta.getOrDefault("promoted-node-max", meta.get("master-node-max"));
        return new CloneSettings(
                max,
                unique ? nodeMax : Math.min(1, nodeMax),
                Math.max(0, WholeNumber.parse(meta.get("clone-min"), 0)),
                unique,
                Truth.isTrue(meta.get("interleave")),
                Truth.isTrue(meta.get("ordered")),
                promotable,
                promotedMax == null ? 1 : Math.max(0, WholeNumber.parse(promotedMax, 0)),
                promotedNodeMax == null ? 1 : Math.max(0, WholeNumber.parse(promotedNodeMax, 0)),
                Truth.isTrue(meta.get("notify")));
    }

    private boolean mayBeUnique(Element child) {
        return child.tree().filter(element -> element.is("primitive")).allMatch(primitive -> {
            String agentClass = TemplateExpander.expand(facts, primitive).map(xml -> xml.get("class", "")).orElse("");
            return agentClass.equalsIgnoreCase("ocf") || agentClass.equalsIgnoreCase("stonith");
        });
    }

    private static boolean isChild(Element element) {
        return element.is("primitive") || element.is("group");
    }

    private static String id(Element element, Resource parent, int instance) {
        return instance < 0 || parent == null ? element.id() : element.id() + ":" + instance;
    }

    private Resource create(Element xml, String id, Resource.Kind kind, Resource parent) {
        return create(xml, id, kind, parent, -1);
    }

    Resource create(Element xml, String id, Resource.Kind kind, Resource parent, int instance) {
        var resource = new Resource(facts.resourceCount++, id, xml.id(), kind, xml, parent);
        resource.instance = instance;
        if (parent != null && !parent.isBundle()) {
            resource.clone = parent.clone;
        }
        resource.settings = settings.read(resource);
        settings.manage(resource);
        resource.wantedRole = resource.settings.targetRole();
        resource.failureTimeoutMillis = resource.settings.failureTimeoutMillis();
        resource.mayMigrate = resource.settings.allowMigrate();
        if (byId.putIfAbsent(id, resource) != null) {
            facts.problem(xml + ": the id \"" + id + "\" is used twice");
        }
        return resource;
    }
}
