package io.systole.core.option;

import java.util.List;
import java.util.Optional;

/** An option of the cluster or of a resource, whatever enum lists it. */
public sealed interface Option permits ClusterOption, ResourceOption {
    /** All that is fixed about it. */
    OptionDefinition definition();

    /** The name in the CIB. */
    default String xmlName() {
        return definition().xmlName();
    }

    /** An older name that is still understood. */
    default Optional<String> legacyName() {
        return Optional.of(definition().legacyName()).filter(name -> !name.isEmpty());
    }

    /** What values it takes. */
    default OptionType type() {
        return definition().type();
    }

    /** The value if it is not set; empty for none. */
    default String defaultValue() {
        return definition().defaultValue();
    }

    /** One sentence for people, without full stop. */
    default String help() {
        return definition().help();
    }

    /** The words that an option of type SELECT takes; empty for others. */
    default List<String> choices() {
        return definition().choices();
    }

    /** Whether the text is a valid value. */
    default boolean accepts(String value) {
        return type().accepts(value, choices());
    }
}
