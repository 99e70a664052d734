package io.systole.samples.agents;

import io.systole.samples.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The file of recipes: sections that begin with {@code [AGENT VARIANT]}, lines of a key and its value below, which goes on in lines that
 * begin with a blank; {@code #} begins a comment line.
 */
final class Recipes {
    private static final Set<String> MANY = Set.of("package", "param", "meta", "op", "first", "prepare", "kernel", "beside");
    private static final Set<String> ONE = Set.of("active", "promoted", "harm", "refused", "needs", "lack", "flaw", "note");

    private Recipes() {}

    /**
     * All recipes of a file, in its order.
     *
     * @throws LabException with file and line if it cannot be understood
     */
    static List<Recipe> read(Path file) {
        try {
            return parse(file.toString(), Files.readAllLines(file));
        } catch (IOException unreadable) {
            throw new LabException("cannot read the recipes: " + unreadable.getMessage(), unreadable);
        }
    }

    static List<Recipe> parse(String file, List<String> lines) {
        var sections = new LinkedHashMap<String, Map<String, List<String>>>();
        Map<String, List<String>> section = null;
        List<String> values = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String place = file + ", line " + (i + 1) + ": ";
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                section = new LinkedHashMap<>();
                if (sections.put(line.substring(1, line.length() - 1), section) != null) {
                    throw new LabException(place + "there is a recipe of this name already: " + line);
                }
                values = null;
            } else if (Character.isWhitespace(line.charAt(0)) && values != null) {
                values.add(values.removeLast() + " " + line.strip());
            } else {
                String[] words = line.split("\\s+", 2);
                if (section == null || words.length < 2 || !MANY.contains(words[0]) && !ONE.contains(words[0])) {
                    throw new LabException(place + "neither [AGENT], nor one of " + MANY.stream().sorted().toList() + " and "
                            + ONE.stream().sorted().toList() + " with a value: " + line);
                }
                values = section.computeIfAbsent(words[0], key -> new ArrayList<>());
                if (ONE.contains(words[0]) && !values.isEmpty()) {
                    throw new LabException(place + "a recipe has one '" + words[0] + "' only");
                }
                values.add(words[1].strip());
            }
        }
        return sections.entrySet().stream().map(entry -> recipe(file, entry.getKey(), entry.getValue())).toList();
    }

    private static Recipe recipe(String file, String name, Map<String, List<String>> values) {
        if (!values.containsKey("active") && !values.containsKey("refused")) {
            throw new LabException(file + ": the recipe [" + name + "] says neither where it is active nor how it is refused");
        }
        String[] words = name.split("\\s+", 2);
        return new Recipe(words[0], words.length == 1 ? "" : words[1], all(values, "package"), all(values, "param"), all(values, "meta"),
                all(values, "op"), all(values, "first"), all(values, "prepare"), all(values, "kernel"), all(values, "beside"),
                one(values, "active").orElse("false"), one(values, "promoted"), one(values, "harm"), one(values, "refused"),
                one(values, "needs"),
                one(values, "lack").orElse("this machine lacks something that it needs"), one(values, "flaw").orElse(""),
                one(values, "note").orElse(""));
    }

    private static List<String> all(Map<String, List<String>> values, String key) {
        return List.copyOf(values.getOrDefault(key, List.of()));
    }

    private static Optional<String> one(Map<String, List<String>> values, String key) {
        return all(values, key).stream().findFirst();
    }
}
