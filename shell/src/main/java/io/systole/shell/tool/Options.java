package io.systole.shell.tool;

import io.systole.shell.command.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the options of the smaller tools in the way of {@code getopt}: {@code -n VALUE}, {@code -nVALUE}, {@code --name
 * VALUE}, {@code --name=VALUE}, and letters without value joined.
 */
final class Options {
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>();

    private Options() {}

    /**
     * Reads arguments.
     *
     * @param table one entry for each option: letter (or {@code -} for none), long name, and {@code :} at the end of the name
     *     if it takes a value, for example {@code "r resource:"}; {@code ?} if it takes one only where the next word is no option
     */
    static Options parse(List<String> arguments, String... table) {
        var options = new Options();
        var words = new ArrayList<>(arguments);
        while (!words.isEmpty()) {
            String word = words.removeFirst();
            if (word.startsWith("--") && word.length() > 2) {
                options.longOption(word.substring(2), words, table);
            } else if (word.startsWith("-") && word.length() > 1) {
                options.letters(word.substring(1), words, table);
            } else {
                options.operands.add(word);
            }
        }
        return options;
    }

    private void longOption(String option, List<String> rest, String... table) {
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals);
        for (String row : table) {
            String known = row.substring(2);
            if (known.equals(name)) {
                add(name, "");
                return;
            }
            if (known.equals(name + "?")) {
                add(name, equals >= 0 ? option.substring(equals + 1) : takeIfValue(rest));
                return;
            }
            if (known.equals(name + ":")) {
                add(name, equals >= 0 ? option.substring(equals + 1) : take(rest, "--" + name));
                return;
            }
        }
        throw new UsageException("unknown option --" + name);
    }

    private void letters(String letters, List<String> rest, String... table) {
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            String row = Arrays.stream(table).filter(each -> each.charAt(0) == letter).findFirst()
                    .orElseThrow(() -> new UsageException("unknown option -" + letter));
            if (row.endsWith("?")) {
                String tail = letters.substring(i + 1);
                add(row.substring(2, row.length() - 1), tail.isEmpty() ? takeIfValue(rest) : tail);
                return;
            }
            if (row.endsWith(":")) {
                String tail = letters.substring(i + 1);
                add(row.substring(2, row.length() - 1), tail.isEmpty() ? take(rest, "-" + letter) : tail);
                return;
            }
            add(row.substring(2), "");
        }
    }

    private static String takeIfValue(List<String> rest) {
        return rest.isEmpty() || rest.getFirst().startsWith("-") ? "" : rest.removeFirst();
    }

    private static String take(List<String> rest, String option) {
        if (rest.isEmpty()) {
            throw new UsageException(option + " needs a value");
        }
        return rest.removeFirst();
    }

    private void add(String name, String value) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value of an option; the last one if it was given more than once. */
    Optional<String> value(String name) {
        return values(name).isEmpty() ? Optional.empty() : Optional.of(values(name).getLast());
    }

    /** All values of an option, in order. */
    List<String> values(String name) {
        return values.getOrDefault(name, List.of());
    }

    List<String> operands() {
        return operands;
    }
}
