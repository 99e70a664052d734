package io.systole.core.cib.validate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A generation of the CIB format, as {@code validate-with} names it: {@code pacemaker-X.Y}. All from 1.0 to 4.0 are read;
 * {@code none} is no generation but the wish not to be checked.
 */
public record CibGeneration(int major, int minor) {
    /** The value of {@code validate-with} that switches the grammar off. */
    public static final String NONE = "none";

    private static final Pattern NAME = Pattern.compile("pacemaker-(\\d{1,3})\\.(\\d{1,3})");

    /** The generation of this name; empty if there is none that this program knows. */
    public static Optional<CibGeneration> of(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var generation = new CibGeneration(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        boolean known = switch (generation.major) {
            case 1 -> generation.minor == 0 || generation.minor == 2 || generation.minor == 3;
            case 2, 3 -> generation.minor <= 10;
            case 4 -> generation.minor == 0;
            default -> false;
        };
        return known ? Optional.of(generation) : Optional.empty();
    }

    /** True if a CIB with this {@code validate-with} can be understood. */
    public static boolean known(String name) {
        return name.equals(NONE) || of(name).isPresent();
    }
}
