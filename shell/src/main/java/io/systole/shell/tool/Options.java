package io.systole.shell.tool;

import io.systole.core.wording.Nearest;
import io.systole.shell.command.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The options of one call, read in the way of {@code getopt}: {@code -n VALUE}, {@code -nVALUE}, {@code --name VALUE}, {@code
 * --name=VALUE}, letters without value joined, and {@code --} before words that are no options.
 */
final class Options {
    private final OptionText known;
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>();

    private Options(OptionText known) {
        this.known = known;
    }

    /** Reads arguments. */
    static Options parse(List<String> arguments, OptionText known) {
        var options = new Options(known);
        var words = new ArrayList<>(arguments);
        while (!words.isEmpty()) {
            String word = words.removeFirst();
            if (word.equals("--")) {
                options.operands.addAll(words);
                words.clear();
            } else if (word.startsWith("--")) {
                options.longOption(word.substring(2), words);
            } else if (word.startsWith("-") && word.length() > 1) {
                options.letters(word.substring(1), words);
            } else {
                options.operands.add(word);
            }
        }
        return options;
    }

    private void longOption(String word, List<String> rest) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        OptionText.Option option = known.named(name).orElseThrow(() -> new UsageException("unknown option --" + name + Nearest.hint(name,
                known.options().stream().flatMap(each -> each.names().stream()).toList(), "--help lists them")));
        String given = equals < 0 ? null : word.substring(equals + 1);
        switch (option.value()) {
            case NONE -> {
                if (given != null) {
                    throw new UsageException("--" + name + " takes no value, \"" + given + "\" is too much");
                }
                add(option.name(), "");
            }
            case OPTIONAL -> add(option.name(), given == null ? takeIfValue(rest) : given);
            default -> add(option.name(), given == null ? take(rest, "--" + name) : given);
        }
    }

    private void letters(String letters, List<String> rest) {
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            OptionText.Option option = known.letter(letter)
                    .orElseThrow(() -> new UsageException("unknown option -" + letter + "; --help lists them"));
            String tail = letters.substring(i + 1);
            switch (option.value()) {
                case NONE -> add(option.name(), "");
                case OPTIONAL -> {
                    add(option.name(), tail.isEmpty() ? takeIfValue(rest) : tail);
                    return;
                }
                default -> {
                    add(option.name(), tail.isEmpty() ? take(rest, "-" + letter) : tail);
                    return;
                }
            }
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

    /** The one of these that was given last; empty if none was. */
    Optional<String> last(List<String> names) {
        return values.keySet().stream().filter(names::contains).reduce((before, after) -> after);
    }

    /** The one of these that was given; empty if none was. Two together are refused. */
    Optional<String> only(List<String> names) {
        List<String> given = names.stream().filter(this::has).toList();
        if (given.size() > 1) {
            throw new UsageException(dashed(given.get(0)) + " and " + dashed(given.get(1)) + " cannot be given together");
        }
        return given.stream().findFirst();
    }

    /** The values of an option that is written NAME=VALUE and may be given more than once; the last one of a name counts. */
    SortedMap<String, String> pairs(String name) {
        var pairs = new TreeMap<String, String>();
        for (String pair : values(name)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new UsageException("--" + name + "=" + pair + ": a parameter is written NAME=VALUE");
            }
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return pairs;
    }

    /** The option as it is written. */
    static String dashed(String name) {
        return (name.length() == 1 ? "-" : "--") + name;
    }

    /** The value of an option; the last one if it was given more than once. */
    Optional<String> value(String name) {
        return values(name).isEmpty() ? Optional.empty() : Optional.of(values(name).getLast());
    }

    /** The same, but an empty value is none. */
    Optional<String> text(String name) {
        return value(name).filter(value -> !value.isEmpty());
    }

    /** All values of an option, in order. */
    List<String> values(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The words that are no options. */
    List<String> operands() {
        return operands;
    }

    /** Refuses words that are no options. */
    Options withoutOperands() {
        if (!operands.isEmpty()) {
            throw new UsageException("\"" + operands.getFirst() + "\" is no option; is a dash or a quotation mark missing?");
        }
        return this;
    }
}
