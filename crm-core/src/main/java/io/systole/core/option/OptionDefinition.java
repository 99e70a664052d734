package io.systole.core.option;

import java.util.List;

/**
 * One line of a table of options.
 *
 * @param xmlName the name in the CIB
 * @param legacyName an older name that is still understood; empty for none
 * @param type what values it takes
 * @param defaultValue the value if it is not set; empty for none
 * @param help one sentence for people, without full stop
 * @param choices the words that an option of type SELECT takes; empty for others
 */
public record OptionDefinition(
        String xmlName, String legacyName, OptionType type, String defaultValue, String help, List<String> choices) {
    public OptionDefinition {
        choices = List.copyOf(choices);
    }

    boolean isCalled(String name) {
        return !name.isEmpty() && (xmlName.equals(name) || legacyName.equals(name));
    }
}
