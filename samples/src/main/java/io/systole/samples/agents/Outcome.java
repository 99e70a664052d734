package io.systole.samples.agents;

import java.util.List;
import java.util.stream.Stream;

/**
 * What came of a recipe.
 *
 * @param recipe its name
 * @param print tells whether the recipe has changed since
 * @param version of the package that the agent is from
 * @param kind the result
 * @param run what was run, for people
 * @param steps what was done, in order; the last one of a failure is what went wrong
 * @param reason why it failed or was refused; may be empty
 */
record Outcome(String recipe, String print, String version, Kind kind, String run, String steps, String reason) {
    private static final int FIELDS = 7;

    /** How a trial can end. */
    enum Kind {
        WORKS("works"),
        REFUSES("refuses, as it must here"),
        FLAWED("fails, by a fault of its own"),
        LACKS("not tried here"),
        FAILS("**fails**");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    static Outcome of(Recipe recipe, String version, Kind kind, List<String> steps, String reason) {
        return new Outcome(recipe.name(), recipe.print(), version, kind, recipe.summary(), String.join(", ", steps), reason);
    }

    static Outcome parse(String line) {
        String[] fields = line.split("\t", FIELDS);
        return new Outcome(fields[0], fields[1], fields[2], Kind.valueOf(fields[3]), fields[4], fields[5], fields[6]);
    }

    String line() {
        return String.join("\t", List.of(recipe, print, version, kind.name(), run, steps, reason).stream()
                .map(field -> field.replaceAll("\\s+", " ").strip()).toList());
    }

    /** The row of a Markdown table. */
    String row() {
        String end = steps + (steps.isEmpty() || reason.isEmpty() ? "" : ": ") + reason;
        return "| " + String.join(" | ", Stream.of("`" + recipe + "`", version, run, kind.words, end)
                .map(cell -> cell.replace("|", "\\|").replaceAll("\\s+", " ").strip()).toList()) + " |\n";
    }
}
