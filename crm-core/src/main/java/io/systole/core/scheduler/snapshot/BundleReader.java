package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import io.systole.core.option.Score;
import io.systole.core.option.Truth;
import io.systole.core.scheduler.bundle.BundleDefinition;
import io.systole.core.scheduler.bundle.GeneratedElements;
import java.util.Optional;

/** Makes the resources of a bundle: those inside, then replica by replica those around them (rules 4:B-12 to 4:B-30). */
final class BundleReader {
    private final Facts facts;
    private final ResourceReader resources;
    private final BundleDefinition definition;
    private final GeneratedElements elements;

    BundleReader(Facts facts, ResourceReader resources, BundleDefinition definition) {
        this.facts = facts;
        this.resources = resources;
        this.definition = definition;
        this.elements = new GeneratedElements(definition);
    }

    Resource read() {
        Element xml = definition.xml();
        Resource bundle = resources.create(xml, xml.id(), Resource.Kind.BUNDLE, null, -1);
        bundle.clone = new CloneSettings(
                definition.replicas(),
                definition.perHost(),
                0,
                definition.perHost() > 1,
                Truth.isTrue(bundle.meta("interleave")),
                Truth.isTrue(bundle.meta("ordered")),
                definition.promotedMax() > 0,
                definition.promotedMax(),
                1,
                false);
        Resource inner = definition.primitive().isEmpty() ? null : resources.clone(elements.cloneOfPrimitive(), bundle).orElseThrow();
        bundle.bundle = new Bundle(definition, inner);
        for (int i = 0; i < definition.replicas(); i++) {
            bundle.bundle.add(replica(bundle, inner, i));
        }
        if (inner != null) {
            bundle.children.add(inner);
            inherit(bundle, inner, inner.children.getFirst());
        }
        return bundle;
    }

    private Bundle.Replica replica(Resource bundle, Resource inner, int number) {
        Resource container = generated(elements.container(number), bundle, number);
        Optional<String> address = definition.address(number);
        Resource ip = address.isEmpty() ? null : generated(elements.address(number), bundle, number);
        Resource child = inner == null ? null : inner.children.get(number);
        Resource connection = null;
        Node node = null;
        if (child != null) {
            String name = facts.bundles.name(definition, number);
            node = facts.nodes.stream().filter(each -> each.name.value().equalsIgnoreCase(name)).findFirst().orElseThrow();
            node.baseScore = -Score.INFINITY;
            node.hiddenFrom = facts.resourceCount;
            connection = generated(elements.connection(number, name), bundle, number);
            connection.launcher = container;
            node.connection = connection;
            container.settings = container.settings.withUtilization(child.settings.utilization());
            child.settings = child.settings.withUtilization(java.util.Map.of());
        }
        var replica = new Bundle.Replica(number, address.orElse(null), container, ip, connection, child, node);
        for (Resource part : new Resource[] {container, ip, connection, child}) {
            if (part != null) {
                part.replica = replica;
            }
        }
        return replica;
    }

    private Resource generated(Element xml, Resource bundle, int number) {
        Resource resource = resources.create(xml, xml.id(), Resource.Kind.PRIMITIVE, bundle, number);
        bundle.children.add(resource);
        return resource;
    }

    /** What the primitive says that concerns the whole: notifications (rule 4:B-16), where attributes are looked up (rule 4:B-25). */
    private static void inherit(Resource bundle, Resource inner, Resource child) {
        if (child.settings.notifies() && !inner.clone.notifies()) {
            CloneSettings telling = inner.clone.withNotifications();
            inner.tree().forEach(part -> part.clone = telling);
        }
        String target = child.meta("container-attribute-target");
        if (target != null) {
            inner.settings = inner.settings.withMeta("container-attribute-target", target);
            bundle.settings = bundle.settings.withMeta("container-attribute-target", target);
        }
    }
}
