package io.systole.samples.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomesTest {
    private final List<Recipe> recipes = Recipes.parse("r", List.of("[a:b:one]", "active true", "[a:b:two]", "active true"));

    @Test
    void whatIsKnownStaysKnownUntilRecipeOrPackageChange(@TempDir Path directory) {
        Path file = directory.resolve("new/agents.tsv");
        Outcome works = outcome(recipes.getFirst(), Outcome.Kind.WORKS, "");
        var first = new Outcomes(file);
        first.add(outcome(recipes.getFirst(), Outcome.Kind.FAILS, "why\nnot"));
        first.add(works);
        first.add(outcome(recipes.getLast(), Outcome.Kind.FAILS, "start | stop"));

        var second = new Outcomes(file);

        assertEquals(Optional.of(works), second.settled(recipes.getFirst(), "p 1"));
        assertEquals(Optional.empty(), second.settled(recipes.getFirst(), "p 2"));
        assertEquals(Optional.empty(), second.settled(Recipes.parse("r", List.of("[a:b:one]", "active false")).getFirst(), "p 1"));
        assertEquals(Optional.empty(), second.settled(recipes.getLast(), "p 1"), "a failure is tried again");
        assertTrue(second.good(recipes.subList(0, 1)));
        assertFalse(second.good(recipes));
        assertEquals("""
                | agent | version | what was run | result | steps and reason |
                |---|---|---|---|---|
                | `a:b:one` | p 1 | x=1 | works | start, stop |
                | `a:b:two` | p 1 | x=1 | **fails** | start, stop: start \\| stop |
                """, second.table(recipes));
    }

    private static Outcome outcome(Recipe recipe, Outcome.Kind kind, String reason) {
        return new Outcome(recipe.name(), recipe.print(), "p 1", kind, "x=1", "start, stop", reason);
    }
}
