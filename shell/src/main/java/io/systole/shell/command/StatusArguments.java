package io.systole.shell.command;

import io.systole.shell.format.Dialect;
import io.systole.shell.format.Section;
import io.systole.shell.format.StatusView;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The options of {@code crm_mon}, which {@code crm status} takes too. */
public final class StatusArguments {
    private final EnumSet<Section> sections = EnumSet.noneOf(Section.class);
    private boolean byNode;
    private boolean inactive;
    private boolean detail;
    private boolean brief;
    private boolean timing;
    private boolean description;
    private int fencing = 1;
    private String banPrefix = "";
    private String node = "";
    private String resource = "";
    private Format format = Format.TEXT;
    private boolean oneShot;
    private boolean simple;
    private String interval = "";

    private StatusArguments() {}

    /** Reads options; short ones may be joined ({@code -1rf}). */
    public static StatusArguments parse(List<String> arguments) {
        var parsed = new StatusArguments();
        parsed.sections.addAll(Section.defaults());
        var words = new ArrayList<>(arguments);
        while (!words.isEmpty()) {
            String word = words.removeFirst();
            if (word.startsWith("--")) {
                parsed.longOption(word.substring(2), words);
            } else if (word.startsWith("-") && word.length() > 1) {
                parsed.letters(word.substring(1), words);
            } else {
                throw new UsageException("\"" + word + "\" is not an option");
            }
        }
        return parsed;
    }

    private void letters(String letters, List<String> rest) {
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            String tail = letters.substring(i + 1);
            switch (letter) {
                case 'L' -> {
                    sections.add(Section.BANS);
                    banPrefix = tail;
                    return;
                }
                case 'i', 'I', 'U' -> {
                    String name = letter == 'i' ? "interval" : letter == 'I' ? "include" : "exclude";
                    longOption(tail.isEmpty() ? name : name + "=" + tail, rest);
                    return;
                }
                case 'm' -> {
                    boolean given = !tail.isEmpty() && Character.isDigit(tail.charAt(0));
                    longOption(given ? "fence-history=" + tail.charAt(0) : "fence-history=2", rest);
                    i += given ? 1 : 0;
                }
                default -> longOption(name(letter), rest);
            }
        }
    }

    private static String name(char letter) {
        return switch (letter) {
            case '1' -> "one-shot";
            case 'r' -> "inactive";
            case 'f' -> "failcounts";
            case 'A' -> "show-node-attributes";
            case 'n' -> "group-by-node";
            case 'R' -> "show-detail";
            case 't' -> "timing-details";
            case 'o' -> "operations";
            case 'D' -> "hide-headers";
            case 'b' -> "brief";
            case 'c' -> "tickets";
            case 'j' -> "pending";
            case 's' -> "simple-status";
            case 'X' -> "as-xml";
            case 'N' -> "disable-ncurses";
            case 'V' -> "verbose";
            case 'Q' -> "quiet";
            default -> "-" + letter;
        };
    }

    private void longOption(String option, List<String> rest) {
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals);
        switch (name) {
            case "one-shot" -> oneShot = true;
            case "inactive" -> inactive = true;
            case "failcounts" -> sections.add(Section.FAILCOUNTS);
            case "show-node-attributes" -> sections.add(Section.ATTRIBUTES);
            case "group-by-node" -> byNode = true;
            case "show-detail" -> detail = true;
            case "timing-details" -> {
                timing = true;
                sections.add(Section.OPERATIONS);
            }
            case "operations" -> sections.add(Section.OPERATIONS);
            case "hide-headers" -> sections.removeAll(Section.named("summary").orElseThrow());
            case "brief" -> brief = true;
            case "tickets" -> sections.add(Section.TICKETS);
            case "neg-locations" -> sections.add(Section.BANS);
            case "show-description" -> description = true;
            case "simple-status" -> simple = true;
            case "as-xml" -> {
                oneShot = true;
                format = Format.XML;
            }
            case "json" -> format = Format.JSON;
            case "output-as" -> format = Format.named(value(option, equals, rest));
            case "include" -> choose(value(option, equals, rest), true);
            case "exclude" -> choose(value(option, equals, rest), false);
            case "node" -> node = value(option, equals, rest);
            case "resource" -> resource = value(option, equals, rest);
            case "interval" -> interval = value(option, equals, rest);
            case "fence-history" -> {
                sections.add(Section.FENCING);
                fencing = fencingLevel(equals < 0 ? "2" : option.substring(equals + 1));
            }
            case "pending", "disable-ncurses", "verbose", "quiet" -> { }
            default -> throw new UsageException("unknown option " + (name.startsWith("-") ? name : "--" + name) + "; --help lists them");
        }
    }

    private static int fencingLevel(String text) {
        if (!text.matches("[0-3]")) {
            throw new UsageException("--fence-history takes 0 (nothing), 1 (failed and pending), 2 (also successes) or 3 (all), not \""
                    + text + "\"");
        }
        return Integer.parseInt(text);
    }

    private static String value(String option, int equals, List<String> rest) {
        if (equals >= 0) {
            return option.substring(equals + 1);
        }
        if (rest.isEmpty()) {
            throw new UsageException("--" + option + " needs a value");
        }
        return rest.removeFirst();
    }

    private void choose(String words, boolean include) {
        for (String word : words.split(",")) {
            Optional<Set<Section>> named = Section.named(word);
            if (named.isEmpty()) {
                throw new UsageException("\"" + word + "\" is no section of the status");
            }
            if (word.equals("none") || word.equals("default")) {
                sections.clear();
            }
            if (include) {
                sections.addAll(named.get());
            } else {
                sections.removeAll(word.equals("none") ? Set.of() : named.get());
            }
        }
    }

    /** What is to be shown. */
    public StatusView view(ZoneId zone) {
        return new StatusView(sections, byNode, inactive, detail, brief, timing, description, fencing, banPrefix, node, resource, zone,
                true, Dialect.MONITOR);
    }

    public Format format() {
        return format;
    }

    /** Print once and end. */
    public boolean oneShot() {
        return oneShot || format == Format.XML || format == Format.JSON || simple;
    }

    /** One line for monitoring programs. */
    public boolean simple() {
        return simple;
    }

    /** The refresh interval as written; empty if none was given. */
    public String interval() {
        return interval;
    }

    /** In which form the status is printed. */
    public enum Format {
        TEXT,
        XML,
        JSON;

        static Format named(String word) {
            return switch (word) {
                case "text", "console" -> TEXT;
                case "xml" -> XML;
                case "json" -> JSON;
                default -> throw new UsageException("\"" + word + "\" is no output format: use text, xml or json");
            };
        }
    }
}
