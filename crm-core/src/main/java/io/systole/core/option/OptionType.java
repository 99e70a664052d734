package io.systole.core.option;

import java.util.Locale;

/** What values an option takes. */
public enum OptionType {
    STRING,
    BOOLEAN,
    INTEGER,
    SCORE,
    /** A span of time as in {@link TimeSpan#interval}. */
    DURATION,
    PERCENTAGE,
    /** One of a list of words. */
    SELECT,
    /** A role: Started, Stopped, Unpromoted, Promoted. */
    ROLE;

    /** Whether the text is a value of this type; {@code choices} are the words of a SELECT (rule 1:S-61). */
    public boolean accepts(String text, java.util.List<String> choices) {
        return switch (this) {
            case STRING -> true;
            case BOOLEAN -> Truth.parse(text).isPresent();
            case INTEGER, SCORE -> Score.parse(text).isPresent();
            case DURATION -> TimeSpan.interval(text).isPresent();
            case PERCENTAGE -> text.endsWith("%") && WholeNumber.parse(text).isPresent();
            case SELECT -> choices.contains(text.toLowerCase(Locale.ROOT));
            case ROLE -> switch (text.toLowerCase(Locale.ROOT)) {
                case "started", "stopped", "unpromoted", "promoted", "slave", "master", "default" -> true;
                default -> false;
            };
        };
    }
}
