package io.systole.lrm.systemd;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The full name of a unit, which may stand in a file name.
 *
 * @param value for example {@code apache2.service}
 */
public record UnitName(String value) {
    /** The kinds of units that a resource can be. */
    static final List<String> KINDS = List.of(".service", ".socket", ".mount", ".timer", ".path");
    /** What a name without a kind is. */
    static final String SERVICE = ".service";

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9:_.@\\\\-]{1,255}");

    /**
     * The unit that is meant by the type of an agent.
     *
     * @throws IllegalArgumentException with a sentence, if no unit can have this name
     */
    public static UnitName of(String type) {
        String name = KINDS.stream().anyMatch(type::endsWith) ? type : type + SERVICE;
        String prefix = name.substring(0, name.lastIndexOf('.'));
        if (!ALLOWED.matcher(name).matches() || prefix.isEmpty() || prefix.startsWith("@")) {
            throw new IllegalArgumentException("\"" + type + "\" cannot be the name of a systemd unit");
        }
        if (prefix.endsWith("@")) {
            throw new IllegalArgumentException(name + " is a template of units; name one of them, as in " + prefix + "INSTANCE");
        }
        return new UnitName(name);
    }

    /** The same, or none if no unit can have this name. */
    public static Optional<UnitName> ifPossible(String type) {
        try {
            return Optional.of(of(type));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    boolean isService() {
        return value.endsWith(SERVICE);
    }

    @Override
    public String toString() {
        return value;
    }
}
