package io.systole.samples.agents;

import io.systole.samples.lab.LineFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of each recipe, a line each in a file, so that a run that was interrupted goes on where it was; the last line counts. */
final class Outcomes {
    private final LineFile file;
    private final Map<String, Outcome> last = new LinkedHashMap<>();

    Outcomes(Path file) {
        this.file = new LineFile(file);
        this.file.lines().stream().map(Outcome::parse).forEach(outcome -> last.put(outcome.recipe(), outcome));
    }

    void add(Outcome outcome) {
        last.put(outcome.recipe(), outcome);
        file.add(outcome.line());
    }

    /** What came of a recipe as it is now; a failure is to be tried again, so it does not count. */
    Optional<Outcome> settled(Recipe recipe, String version) {
        return of(recipe).filter(outcome -> outcome.kind() != Outcome.Kind.FAILS && outcome.print().equals(recipe.print())
                && outcome.version().equals(version));
    }

    private Optional<Outcome> of(Recipe recipe) {
        return Optional.ofNullable(last.get(recipe.name()));
    }

    /** Whether none of these recipes has failed. */
    boolean good(List<Recipe> recipes) {
        return recipes.stream().flatMap(recipe -> of(recipe).stream()).noneMatch(outcome -> outcome.kind() == Outcome.Kind.FAILS);
    }

    /** A Markdown table with a row for each of these recipes that was tried. */
    String table(List<Recipe> recipes) {
        var text = new StringBuilder("| agent | version | what was run | result | steps and reason |\n|---|---|---|---|---|\n");
        recipes.forEach(recipe -> of(recipe).map(Outcome::row).ifPresent(text::append));
        return text.toString();
    }
}
