package io.systole.shell.command;

import io.systole.shell.format.Dialect;
import io.systole.shell.format.Section;
import io.systole.shell.format.StatusPage;
import io.systole.shell.format.StatusView;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The options of {@code crm_mon}, which {@code crm status} takes too. */
public final class StatusArguments {
    private static final Set<String> WITH_VALUE = Set.of("output-as", "include", "exclude", "node", "resource", "interval", "fence-history",
            "neg-locations", "as-html", "output-to", "html-title", "html-stylesheet", "pid-file", "external-agent", "external-recipient");

    private final List<Choice> choices = new ArrayList<>();
    private final MonitorOptions monitor = new MonitorOptions();
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

    private StatusArguments() {}

    /** Reads options; short ones may be joined ({@code -1rf}). */
    public static StatusArguments parse(List<String> arguments) {
        var parsed = new StatusArguments();
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
        if (parsed.simple && parsed.format != Format.TEXT) {
            throw new UsageException("--simple-status is one line of text, in no other format");
        }
        parsed.monitor.check(parsed.format, parsed.oneShot || parsed.simple);
        return parsed;
    }

    private void letters(String letters, List<String> rest) {
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            String tail = letters.substring(i + 1);
            switch (letter) {
                case 'L' -> {
                    show(Section.BANS);
                    banPrefix = !tail.isEmpty() || rest.isEmpty() || rest.getFirst().startsWith("-") ? tail : rest.removeFirst();
                    return;
                }
                case 'i', 'I', 'U', 'p', 'E', 'e', 'h' -> {
                    String name = name(letter);
                    longOption(tail.isEmpty() ? name : name + "=" + tail, rest);
                    return;
                }
                case 'm' -> {
                    boolean given = !tail.isEmpty() && Character.isDigit(tail.charAt(0));
                    boolean next = tail.isEmpty() && !rest.isEmpty() && rest.getFirst().matches("[0-9]+");
                    longOption("fence-history=" + (given ? tail.substring(0, 1) : next ? rest.removeFirst() : "2"), rest);
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
            case 'i' -> "interval";
            case 'I' -> "include";
            case 'U' -> "exclude";
            case 'd' -> "daemonize";
            case 'p' -> "pid-file";
            case 'E' -> "external-agent";
            case 'e' -> "external-recipient";
            case 'W' -> "watch-fencing";
            case 'h' -> "as-html";
            case 'w' -> "web-cgi";
            default -> "-" + letter;
        };
    }

    private void longOption(String option, List<String> rest) {
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals);
        if (equals >= 0 && !WITH_VALUE.contains(name)) {
            longOption(name, rest);
            throw new UsageException("--" + name + " takes no value, \"" + option.substring(equals + 1) + "\" is too much");
        }
        switch (name) {
            case "one-shot" -> oneShot = true;
            case "inactive" -> inactive = true;
            case "failcounts" -> show(Section.FAILCOUNTS);
            case "show-node-attributes" -> show(Section.ATTRIBUTES);
            case "group-by-node" -> byNode = true;
            case "show-detail" -> detail = true;
            case "timing-details" -> {
                timing = true;
                show(Section.OPERATIONS);
            }
            case "operations" -> show(Section.OPERATIONS);
            case "hide-headers" -> choices.add(new Choice("summary", false));
            case "brief" -> brief = true;
            case "tickets" -> show(Section.TICKETS);
            case "neg-locations" -> {
                show(Section.BANS);
                banPrefix = equals < 0 ? "" : option.substring(equals + 1);
            }
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
            case "interval" -> monitor.interval(value(option, equals, rest));
            case "as-html" -> {
                format = Format.HTML;
                monitor.file(value(option, equals, rest));
            }
            case "web-cgi", "html-cgi" -> {
                format = Format.HTML;
                monitor.cgi();
            }
            case "output-to" -> monitor.file(value(option, equals, rest));
            case "html-title" -> monitor.title(value(option, equals, rest));
            case "html-stylesheet" -> monitor.stylesheet(value(option, equals, rest));
            case "daemonize" -> monitor.daemonize();
            case "pid-file" -> monitor.pidFile(value(option, equals, rest));
            case "external-agent" -> monitor.program(value(option, equals, rest));
            case "external-recipient" -> monitor.recipient(value(option, equals, rest));
            case "watch-fencing" -> monitor.watchFencing();
            case "fence-history" -> {
                show(Section.FENCING);
                fencing = fencingLevel(equals < 0 ? "2" : option.substring(equals + 1));
            }
            case "pending", "disable-ncurses", "verbose", "quiet", "text-fancy", "version", "help", "help-all" -> { }
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

    private void show(Section section) {
        choices.add(new Choice(section.word(), true));
    }

    private void choose(String words, boolean include) {
        for (String word : words.split(",")) {
            boolean prefixed = include && word.startsWith("bans:");
            if (prefixed) {
                banPrefix = word.substring("bans:".length());
            }
            if (!prefixed && Section.named(word).isEmpty()) {
                throw new UsageException("\"" + word + "\" is no section of the status; there are " + Section.words());
            }
            choices.add(new Choice(prefixed ? "bans" : word, include));
        }
    }

    /** The sections of a format, with what was added and taken away in the order in which it was said. */
    private EnumSet<Section> sections() {
        boolean everything = format == Format.XML || format == Format.JSON;
        EnumSet<Section> usual = everything ? EnumSet.allOf(Section.class) : Section.defaults();
        EnumSet<Section> sections = EnumSet.copyOf(usual);
        for (Choice choice : choices) {
            switch (choice.word() + (choice.include() ? "+" : "-")) {
                case "none+", "all-" -> sections.clear();
                case "none-" -> sections.addAll(EnumSet.allOf(Section.class));
                case "default+", "defaults+" -> {
                    sections.clear();
                    sections.addAll(usual);
                }
                case "default-", "defaults-" -> sections.removeAll(usual);
                default -> {
                    if (choice.include()) {
                        sections.addAll(Section.named(choice.word()).orElseThrow());
                    } else {
                        sections.removeAll(Section.named(choice.word()).orElseThrow());
                    }
                }
            }
        }
        return sections;
    }

    /** What is to be shown. */
    public StatusView view(ZoneId zone) {
        return new StatusView(sections(), byNode, inactive || format == Format.XML, detail, brief, timing, description, fencing, banPrefix,
                node, resource, zone, true, Dialect.MONITOR);
    }

    public Format format() {
        return format;
    }

    /** Print once and end. */
    public boolean oneShot() {
        return oneShot || simple || format != Format.TEXT || monitor.toFile();
    }

    /** Write again and again, without a terminal: into a file, or for a program that hears of operations. */
    public boolean stays() {
        boolean followed = format == Format.TEXT || format == Format.HTML;
        return monitor.daemon() || !oneShot && !simple && (followed && monitor.toFile() || monitor.program().isPresent());
    }

    /** The page for a browser. */
    StatusPage page() {
        return monitor.page(stays());
    }

    /** Where the output goes, and what becomes of it. */
    public MonitorOptions monitor() {
        return monitor;
    }

    /** One line for monitoring programs. */
    public boolean simple() {
        return simple;
    }

    /** A word of {@code --include} or {@code --exclude}. */
    private record Choice(String word, boolean include) {}

    /** In which form the status is printed. */
    public enum Format {
        TEXT,
        HTML,
        XML,
        JSON,
        NONE;

        static Format named(String word) {
            return switch (word) {
                case "text", "console" -> TEXT;
                case "html" -> HTML;
                case "xml" -> XML;
                case "none" -> NONE;
                case "json" -> JSON;
                default -> throw new UsageException("\"" + word + "\" is no output format: use text, html, xml, json or none");
            };
        }
    }
}
