package io.systole.core.cib;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of the cluster information base: a {@code <cib>} element with its sections, and an index by id.
 *
 * <p>Immutable; a change gives a new value that shares what did not change. Reading never fails for a missing section:
 * it counts as empty.
 */
public final class Cib {
    private static final Element NO_CONFIGURATION = Element.of("configuration");
    private static final Element NO_STATUS = Element.of("status");

    private final Element root;
    private final Element configuration;
    private final Element status;
    /** Built at first use; races only build it twice. */
    private volatile Map<String, Element> configurationById;

    private Cib(Element root) {
        this.root = root;
        this.configuration = root.child("configuration").orElse(NO_CONFIGURATION);
        this.status = root.child("status").orElse(NO_STATUS);
    }

    /**
     * A CIB around this root.
     *
     * @throws IllegalArgumentException if the root is not a {@code <cib>} element
     */
    public static Cib of(Element root) {
        if (!root.is("cib")) {
            throw new IllegalArgumentException("a CIB starts with <cib>, not with " + root);
        }
        return new Cib(root);
    }

    /** A CIB without any configuration, version 0.0.0. */
    public static Cib empty() {
        Element configuration = Element.of("configuration").withChildren(List.of(
                Element.of("crm_config"), Element.of("nodes"), Element.of("resources"), Element.of("constraints")));
        return new Cib(Element.of("cib", "crm_feature_set", CibFormat.FEATURE_SET, "validate-with", CibFormat.SCHEMA,
                "admin_epoch", "0", "epoch", "0", "num_updates", "0").withChildren(List.of(configuration, Element.of("status"))));
    }

    /** The {@code <cib>} element. */
    public Element root() {
        return root;
    }

    /** The version in the root's attributes; absent or unreadable parts count as 0. */
    public CibVersion version() {
        return new CibVersion(number("admin_epoch"), number("epoch"), number("num_updates"));
    }

    /** A copy with this version. */
    public Cib withVersion(CibVersion version) {
        return new Cib(root.with("admin_epoch", Long.toString(version.adminEpoch()))
                .with("epoch", Long.toString(version.epoch()))
                .with("num_updates", Long.toString(version.numUpdates())));
    }

    /** A copy with another root attribute value; null removes it. */
    public Cib withAttribute(String name, String value) {
        Element changed = root.with(name, value);
        return changed == root ? this : new Cib(changed);
    }

    /** The {@code <configuration>} section. */
    public Element configuration() {
        return configuration;
    }

    /** The {@code <status>} section. */
    public Element status() {
        return status;
    }

    /** A section of the configuration, for example {@code resources}; empty if absent. */
    public Element section(String name) {
        return configuration().child(name).orElseGet(() -> Element.of(name));
    }

    /** A copy with another configuration. */
    public Cib withConfiguration(Element configuration) {
        return withPart(configuration);
    }

    /** A copy with another status section. */
    public Cib withStatus(Element status) {
        return withPart(status);
    }

    /** A copy with another section of the configuration. */
    public Cib withSection(Element section) {
        Element configuration = configuration();
        return withConfiguration(configuration.child(section.name())
                .map(old -> configuration.replacing(old, section))
                .orElseGet(() -> configuration.plus(section)));
    }

    /** The element of the configuration with this id. */
    public Optional<Element> byId(String id) {
        Map<String, Element> index = configurationById;
        if (index == null) {
            var built = new HashMap<String, Element>();
            configuration().tree().filter(element -> element.id() != null).forEach(element -> built.putIfAbsent(element.id(), element));
            configurationById = built;
            index = built;
        }
        return Optional.ofNullable(index.get(id));
    }

    private Cib withPart(Element part) {
        Element changed = root.child(part.name())
                .map(old -> old == part ? root : root.replacing(old, part))
                .orElseGet(() -> root.plus(part));
        return changed == root ? this : new Cib(changed);
    }

    private long number(String attribute) {
        try {
            return Math.max(0, Long.parseLong(root.get(attribute, "0")));
        } catch (NumberFormatException unreadable) {
            return 0;
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Cib that && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    @Override
    public String toString() {
        return "CIB " + version();
    }
}
