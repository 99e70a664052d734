package io.systole.core.scheduler.bundle;

import io.systole.core.cib.Element;
import io.systole.core.option.Truth;
import io.systole.core.option.WholeNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Reads one {@code bundle} element and says what is wrong with it (rules 4:B-5 to 4:B-11). */
final class DefinitionReader {
    /** More containers than any cluster runs; a number above it is a slip. */
    private static final int MOST_REPLICAS = 10_000;

    private final Element bundle;
    private final Consumer<String> problems;

    DefinitionReader(Element bundle, Consumer<String> problems) {
        this.bundle = bundle;
        this.problems = problems;
    }

    Optional<BundleDefinition> read() {
        Optional<Element> engine = bundle.child("docker").or(() -> bundle.child("podman"));
        if (engine.isEmpty()) {
            String instead = bundle.child("rkt").isPresent() ? "rkt is no longer supported; use <podman>"
                    : "it does not say how containers are run; add <podman image=\"…\"/>";
            return ignored(instead);
        }
        Element container = engine.get();
        if (container.get("image", "").isEmpty()) {
            return ignored(container + " needs an image");
        }
        Element network = bundle.child("network").orElse(Element.of("network"));
        Optional<Element> primitive = bundle.child("primitive");
        boolean addresses = given(network, "ip-range-start").isPresent();
        if (primitive.isPresent() && !addresses && given(network, "control-port").isEmpty()) {
            return ignored("what runs in it cannot be reached; give <network> an ip-range-start or a control-port");
        }
        int promotedMax = number(container, container.get("promoted-max") == null ? "masters" : "promoted-max", 0, 0);
        int replicas = number(container, "replicas", promotedMax > 0 ? promotedMax : 1, 1);
        int perHost = number(container, "replicas-per-host", 1, 1);
        boolean unique = perHost > 1;
        if (unique && primitive.isPresent() && !addresses) {
            problem("replicas-per-host of " + container + " counts as 1, since replicas on one node need addresses; "
                    + "give <network> an ip-range-start");
            perHost = 1;
        }
        List<String> range = given(network, "ip-range-start").map(start -> Addresses.from(start, replicas)).orElse(List.of());
        if (addresses && range.size() < replicas) {
            problem("there are addresses for " + range.size() + " of " + replicas + " replicas only, the others are left out; "
                    + "give " + network + " an ip-range-start with more addresses after it");
        }
        return Optional.of(new BundleDefinition(
                bundle,
                container.name(),
                container.get("image"),
                addresses ? range.size() : replicas,
                perHost,
                unique,
                promotedMax,
                given(container, "run-command"),
                container.attribute("options"),
                given(container, "network"),
                new BundleDefinition.Reach(
                        range,
                        network.get("host-netmask", "32"),
                        given(network, "host-interface"),
                        given(network, "control-port"),
                        Truth.parse(network.get("add-host"), true),
                        ports(network)),
                mounts(),
                primitive));
    }

    private Optional<BundleDefinition> ignored(String why) {
        problem(why + "; the bundle is ignored");
        return Optional.empty();
    }

    private void problem(String sentence) {
        problems.accept(bundle + ": " + sentence);
    }

    private static Optional<String> given(Element element, String attribute) {
        return element.attribute(attribute).filter(text -> !text.isEmpty());
    }

    private int number(Element element, String attribute, int otherwise, int least) {
        String text = element.get(attribute);
        if (text == null) {
            return otherwise;
        }
        OptionalInt number = WholeNumber.parse(text);
        if (number.isEmpty() || number.getAsInt() < least || number.getAsInt() > MOST_REPLICAS) {
            problem(attribute + "=\"" + text + "\" of " + element + " is not a number from " + least + " to " + MOST_REPLICAS + "; "
                    + least + " counts");
            return least;
        }
        return number.getAsInt();
    }

    private List<BundleDefinition.Port> ports(Element network) {
        var ports = new ArrayList<BundleDefinition.Port>();
        for (Element mapping : network.children("port-mapping")) {
            Optional<String> port = given(mapping, "port");
            Optional<String> source = port.or(() -> given(mapping, "range"));
            if (source.isEmpty()) {
                problem(mapping + " needs a port or a range; it is ignored");
                continue;
            }
            String target = port.isPresent() ? mapping.get("internal-port", source.get()) : source.get();
            ports.add(new BundleDefinition.Port(source.get(), target));
        }
        return ports;
    }

    private List<BundleDefinition.Mount> mounts() {
        var mounts = new ArrayList<BundleDefinition.Mount>();
        for (Element storage : bundle.children("storage").stream().limit(1).toList()) {
            for (Element mapping : storage.children("storage-mapping")) {
                Optional<String> shared = given(mapping, "source-dir");
                Optional<String> source = shared.or(() -> given(mapping, "source-dir-root"));
                Optional<String> target = given(mapping, "target-dir");
                if (source.isEmpty() || target.isEmpty()) {
                    problem(mapping + " needs a target-dir and a source-dir or source-dir-root; it is ignored");
                    continue;
                }
                mounts.add(new BundleDefinition.Mount(source.get(), target.get(), given(mapping, "options"), shared.isEmpty()));
            }
        }
        return mounts;
    }
}
