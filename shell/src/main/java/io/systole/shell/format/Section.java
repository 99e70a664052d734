package io.systole.shell.format;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A part of the status that can be shown or left out ({@code crm_mon --include}, {@code --exclude}). */
public enum Section {
    STACK,
    DC,
    TIMES,
    COUNTS,
    MAINT_MODE,
    OPTIONS,
    NODES,
    RESOURCES,
    ATTRIBUTES,
    OPERATIONS,
    FAILCOUNTS,
    FAILURES,
    TICKETS,
    BANS,
    FENCING;

    /** What {@code summary} stands for. */
    static final Set<Section> SUMMARY = EnumSet.of(STACK, DC, TIMES, COUNTS, MAINT_MODE);

    /** What stands in the summary when it is shown. */
    static final Set<Section> HEADLINES = EnumSet.of(STACK, DC, TIMES, COUNTS, OPTIONS);

    /** What is shown if nothing is said. */
    public static EnumSet<Section> defaults() {
        var defaults = EnumSet.of(NODES, RESOURCES, FAILURES, FENCING);
        defaults.addAll(SUMMARY);
        return defaults;
    }

    /** The sections that a word of {@code --include} means; empty if there is no such word. */
    public static Optional<Set<Section>> named(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "all" -> Optional.of(EnumSet.allOf(Section.class));
            case "none" -> Optional.of(EnumSet.noneOf(Section.class));
            case "default", "defaults" -> Optional.of(defaults());
            case "summary" -> Optional.of(SUMMARY);
            case "fencing-failed", "fencing-pending", "fencing-succeeded" -> Optional.of(EnumSet.of(FENCING));
            default -> List.of(values()).stream()
                    .filter(section -> section.word().equals(word.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .map(EnumSet::of);
        };
    }

    /** The word for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All words that {@link #named} knows, for people. */
    public static String words() {
        return "all, none, default, summary, " + Arrays.stream(values()).map(Section::word).sorted().collect(Collectors.joining(", "))
                + ", fencing-failed, fencing-pending, fencing-succeeded";
    }
}
