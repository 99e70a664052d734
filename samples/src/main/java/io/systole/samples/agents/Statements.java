package io.systole.samples.agents;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a recipe's resource is in the words of {@code crm configure}: at home on the first node, not started yet. Where a clone is promoted
 * is left to the scores of its agent.
 */
final class Statements {
    private static final List<String> USUAL = List.of("start interval=0 timeout=60s", "stop interval=0 timeout=60s",
            "monitor interval=3s timeout=30s");
    private static final List<String> PROMOTABLE = List.of("start interval=0 timeout=60s", "stop interval=0 timeout=60s",
            "promote interval=0 timeout=60s", "demote interval=0 timeout=60s", "notify interval=0 timeout=30s",
            "monitor interval=4s timeout=30s", "monitor interval=3s timeout=30s role=Promoted");

    private final Recipe recipe;

    Statements(Recipe recipe) {
        this.recipe = recipe;
    }

    /** The name of what is started, stopped and deleted as a whole: resource, group or clone. */
    String whole() {
        return recipe.promoted().isPresent() ? recipe.id() + "-clone" : recipe.first().isEmpty() ? recipe.id() : recipe.id() + "-group";
    }

    /** The statements that make it. */
    String create() {
        var lines = new ArrayList<String>();
        List<String> operations = !recipe.operations().isEmpty() ? recipe.operations() : recipe.promoted().isPresent() ? PROMOTABLE : USUAL;
        for (int i = 0; i < recipe.first().size(); i++) {
            String[] words = recipe.first().get(i).split("\\s+");
            lines.add("primitive " + before(i) + " " + words[0] + values("params", List.of(words).subList(1, words.length)));
        }
        lines.add("primitive " + recipe.id() + " " + recipe.agent() + values("params", recipe.parameters())
                + operations.stream().map(operation -> " op " + operation).collect(Collectors.joining())
                + (recipe.promoted().isPresent() ? "" : values("meta", recipe.meta())));
        var meta = new ArrayList<>(List.of("target-role=Stopped"));
        if (recipe.promoted().isPresent()) {
            meta.add("promotable=true");
            meta.add("notify=true");
            meta.addAll(recipe.meta());
            lines.add("clone " + whole() + " " + recipe.id() + values("meta", meta));
            return String.join("\n", lines) + "\n";
        } else if (!recipe.first().isEmpty()) {
            lines.add("group " + whole() + IntStream.range(0, recipe.first().size()).mapToObj(i -> " " + before(i))
                    .collect(Collectors.joining()) + " " + recipe.id() + values("meta", meta));
        } else {
            lines.set(lines.size() - 1, lines.getLast() + (recipe.meta().isEmpty() ? " meta" : "") + " \"target-role=Stopped\"");
        }
        lines.add("location " + home() + " " + whole() + " 10: n1");
        return String.join("\n", lines) + "\n";
    }

    /** The names of all that is to be deleted, in an order that works. */
    List<String> names() {
        var names = new ArrayList<>(recipe.promoted().isPresent() ? List.<String>of() : List.of(home()));
        if (!whole().equals(recipe.id())) {
            names.add(whole());
        }
        names.add(recipe.id());
        IntStream.range(0, recipe.first().size()).mapToObj(this::before).forEach(names::add);
        return names;
    }

    private String home() {
        return recipe.id() + "-home";
    }

    private String before(int number) {
        return recipe.id() + "-before" + (number + 1);
    }

    private static String values(String word, List<String> values) {
        return values.isEmpty() ? "" : values.stream().map(value -> " \"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining("", " " + word, ""));
    }
}
