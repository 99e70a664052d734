package io.systole.core.option;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The cluster options in effect: what the CIB sets, else the default; an invalid value counts as not set and is reported
 * (rule 1:S-58).
 */
public final class ClusterOptions {
    private final Map<String, String> given;
    private final List<String> problems = new ArrayList<>();
    private final Map<ClusterOption, String> values = new LinkedHashMap<>();

    private ClusterOptions(Map<String, String> given) {
        this.given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
        for (ClusterOption option : ClusterOption.values()) {
            String value = this.given.get(option.xmlName());
            if (value == null) {
                value = option.legacyName().map(this.given::get).orElse(null);
            }
            if (value != null && !option.accepts(value)) {
                problems.add("cluster option " + option.xmlName() + ": \"" + value + "\" is not valid, the default "
                        + (option.defaultValue().isEmpty() ? "(none)" : option.defaultValue()) + " counts");
                value = null;
            }
            if (value != null) {
                values.put(option, value);
            }
        }
    }

    /** Options from the effective pairs of the property sets. */
    public static ClusterOptions of(Map<String, String> given) {
        return new ClusterOptions(given);
    }

    /** True if the CIB sets this option to a valid value. */
    public boolean isSet(ClusterOption option) {
        return values.containsKey(option);
    }

    /** The value in effect; empty text if there is neither value nor default. */
    public String text(ClusterOption option) {
        return values.getOrDefault(option, option.defaultValue());
    }

    /** The value in effect in lower case, for options with a list of words. */
    public String word(ClusterOption option) {
        return text(option).toLowerCase(Locale.ROOT);
    }

    public boolean isTrue(ClusterOption option) {
        return Truth.isTrue(text(option));
    }

    public int number(ClusterOption option) {
        return Score.parse(text(option), 0);
    }

    public Duration duration(ClusterOption option) {
        return Duration.ofMillis(TimeSpan.intervalMillis(text(option)));
    }

    /** All pairs as given, unknown names included. */
    public Map<String, String> given() {
        return given;
    }

    /** One sentence for each invalid value. */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
