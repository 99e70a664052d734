package io.systole.shell.grammar;

import java.util.Locale;

/** Scores as words: as people write them ({@code inf}, {@code -inf}, {@code 100}) and as the CIB has them. Their value is not read here. */
final class Score {
    private Score() {}

    /** True if the word is a number or one of the words for infinity. */
    static boolean isScore(String word) {
        return word.matches("[+-]?([0-9]+|(?i:inf|infinity))");
    }

    static String toXml(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", "infinity", "+infinity" -> "INFINITY";
            case "-inf", "-infinity" -> "-INFINITY";
            default -> word;
        };
    }

    static String toText(String xml) {
        return switch (xml) {
            case "INFINITY", "+INFINITY" -> "inf";
            case "-INFINITY" -> "-inf";
            default -> xml;
        };
    }
}
