package io.systole.shell.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options of a tool, read from the text that its {@code --help} prints: what is understood and what is told cannot differ.
 *
 * <p>A line that begins with blanks and a dash is an option: its letters and names, each with its dashes and separated by commas,
 * and {@code =WORD} at the end if it takes a value, {@code [=WORD]} if it takes one only where the next word is no option. What
 * follows after two blanks is for people. The first name is the one by which {@link Options} knows it; an option that has only a
 * letter is known by that. Every tool has {@code --verbose}, {@code --version} and {@code --help} besides,
 * and one with {@code --output-as} also {@code --output-to}.
 */
final class OptionText {
    private static final Pattern LINE = Pattern.compile(" {1,6}(-\\S+(?:, -\\S+)*)(?: {2,}.*)?");
    private static final Pattern WORD = Pattern.compile("(--?)([^=\\[]+)(\\[?=.*)?");
    private static final String COMMON = """
             -V, --verbose            accepted; errors are told in full anyway
             -$, --version            which version this is
             -?, -h, --help           this text; also --help-all
            """;

    private static final String FORMAT = " --output-as=";
    private static final String OUTPUT = """
             --output-to=FILE         into this file instead of standard output
            """;

    private final String text;
    private final List<Option> options;
    private final boolean output;

    private OptionText(String text, List<Option> options, boolean output) {
        this.text = text;
        this.options = List.copyOf(options);
        this.output = output;
    }

    /** The options of this text, which has no line for those that every tool has. */
    static OptionText of(String text) {
        var options = new ArrayList<>(read(text));
        options.addAll(read(COMMON.replace("--help ", "--help, --help-all ")));
        boolean taken = read(text).stream().anyMatch(option -> option.letters().contains("h"));
        boolean output = text.contains(FORMAT) && options.stream().noneMatch(option -> option.names().contains("output-to"));
        if (output) {
            options.addAll(read(OUTPUT));
        }
        String common = (output ? OUTPUT : "") + (taken ? COMMON.replace("-h, ", "    ") : COMMON);
        return new OptionText(text + (text.contains("\n -") ? "\nOther options:\n" : "\nOptions:\n") + common, options, output);
    }

    private static List<Option> read(String text) {
        var options = new ArrayList<Option>();
        for (String line : text.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                options.add(option(matcher.group(1)));
            }
        }
        return options;
    }

    private static Option option(String words) {
        var letters = new StringBuilder();
        var names = new ArrayList<String>();
        Value value = Value.NONE;
        for (String word : words.split(", ")) {
            Matcher matcher = WORD.matcher(word);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("\"" + word + "\" in \"" + words + "\" is no option");
            }
            if (matcher.group(1).equals("-")) {
                letters.append(matcher.group(2));
            } else {
                names.add(matcher.group(2));
            }
            if (matcher.group(3) != null) {
                value = matcher.group(3).startsWith("[") ? Value.OPTIONAL : Value.REQUIRED;
            }
        }
        return new Option(letters.toString(), names, value);
    }

    /**
     * Reads arguments.
     *
     * @throws io.systole.shell.command.UsageException if they are not right
     */
    Options parse(List<String> arguments) {
        return Options.parse(arguments, this);
    }

    Optional<Option> letter(char letter) {
        return options.stream().filter(option -> option.letters().indexOf(letter) >= 0).findFirst();
    }

    Optional<Option> named(String name) {
        return options.stream().filter(option -> option.names().contains(name)).findFirst();
    }

    /** What {@code --help} prints. */
    String help() {
        return text;
    }

    /** True if what the tool prints goes into the file of {@code --output-to}, of which it need not know. */
    boolean hasOutputFile() {
        return output;
    }

    /** All options. */
    List<Option> options() {
        return options;
    }

    /** Whether an option takes a value. */
    enum Value {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    /**
     * One option.
     *
     * @param letters its letters, the usual one first; may be empty
     * @param names its long names, the usual one first; may be empty if there is a letter
     * @param value whether it takes a value
     */
    record Option(String letters, List<String> names, Value value) {
        Option {
            names = List.copyOf(names);
        }

        /** By what {@link Options} knows it. */
        String name() {
            return names.isEmpty() ? letters.substring(0, 1) : names.getFirst();
        }
    }
}
