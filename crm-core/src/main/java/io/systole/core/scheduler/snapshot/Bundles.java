package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import io.systole.core.scheduler.bundle.BundleDefinition;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The usable bundles of the configuration and the names of the nodes that they make. Read before the list of nodes is made,
 * since that is sorted once and for all; when in the course of reading a node appears is {@link Node#hiddenFrom}.
 */
final class Bundles {
    private final Map<Element, BundleDefinition> definitions = new IdentityHashMap<>();
    private final Map<BundleDefinition, String[]> names = new IdentityHashMap<>();
    private final Set<String> nodes = new LinkedHashSet<>();

    Bundles(Facts facts) {
        Set<String> before = new HashSet<>();
        for (Element element : facts.section("resources").children()) {
            if (element.is("bundle") && !element.get("id", "").isEmpty()) {
                BundleDefinition.read(element, facts::problem).filter(bundle -> usable(facts, bundle)).ifPresent(bundle -> {
                    definitions.put(element, bundle);
                    name(bundle, before);
                });
            }
            before(element).map(Element::id).forEach(before::add);
        }
    }

    private static Stream<Element> before(Element element) {
        return element.tree().filter(each -> each.is("primitive") || each.is("group") || each.is("clone") || each.is("bundle"));
    }

    /** Rule 1:S-75: what runs inside must be something that can run. */
    private static boolean usable(Facts facts, BundleDefinition bundle) {
        Optional<Element> inside = bundle.primitive();
        if (inside.isEmpty()) {
            return true;
        }
        Optional<Element> expanded = TemplateExpander.expand(facts, inside.get());
        String why = inside.get().get("id", "").isEmpty() ? "a primitive needs an id"
                : expanded.isEmpty() ? "its template does not exist"
                : expanded.get().get("class", "").isEmpty() || expanded.get().get("type", "").isEmpty() ? "a primitive needs class and type"
                : bundle.promotedMax() <= 0 || expanded.get().get("class").equalsIgnoreCase("ocf") ? ""
                : "only agents of class ocf can be promoted";
        if (!why.isEmpty()) {
            facts.problem(bundle.xml() + ": what runs in it, " + inside.get() + ", cannot be used (" + why + "); the bundle is ignored");
        }
        return why.isEmpty();
    }

    /** Rule 4:B-15. */
    private void name(BundleDefinition bundle, Set<String> taken) {
        if (bundle.primitive().isEmpty()) {
            return;
        }
        var own = new String[bundle.replicas()];
        for (int i = 0; i < own.length; i++) {
            String child = bundle.primitive().get().id() + ":" + i;
            own[i] = taken.contains(bundle.replicaName(i)) ? "pcmk-internal-" + child + "-remote-" + i : bundle.replicaName(i);
            nodes.add(own[i]);
        }
        names.put(bundle, own);
    }

    /** What this element asks for; empty if it cannot be used, which was told before. */
    Optional<BundleDefinition> of(Element element) {
        return Optional.ofNullable(definitions.get(element));
    }

    /** The name of the connection of a replica, and of its node. */
    String name(BundleDefinition bundle, int replica) {
        return names.get(bundle)[replica];
    }

    /** All nodes that bundles make. */
    Set<String> nodes() {
        return nodes;
    }
}
