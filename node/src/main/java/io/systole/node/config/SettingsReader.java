package io.systole.node.config;

import io.systole.core.membership.NodeName;
import io.systole.core.membership.QuorumSettings;
import io.systole.core.wording.Nearest;
import io.systole.node.config.NodeSettings.Detection;
import io.systole.node.config.NodeSettings.OnStop;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Reads {@code systole.conf}: lines of {@code key = value}, {@code #} begins a comment. The same words mean the same on
 * every node, so one file serves the whole cluster. Every mistake is one {@link SettingsException} that names file and line.
 */
public final class SettingsReader {
    private static final int DEFAULT_PORT = 5405;
    /** The port above is used too. */
    private static final int GREATEST_PORT = 65_534;
    /** More would cost more than they give; corosync has as many. */
    private static final int MOST_LINKS = 8;

    private final String file;
    private final Map<SettingKey, Line> given = new EnumMap<>(SettingKey.class);
    private final SequencedMap<NodeName, List<String>> nodes = new LinkedHashMap<>();
    private final GroupReader multicast = new GroupReader(this, nodes);
    private final QuorumReader quorum = new QuorumReader(this, nodes);

    private SettingsReader(String file) {
        this.file = file;
    }

    /** Reads a file; {@code hostName} is this node's name unless the file says otherwise. */
    public static NodeSettings read(Path file, String hostName) {
        try {
            return parse(file.toString(), Files.readAllLines(file), hostName);
        } catch (NoSuchFileException missing) {
            throw new SettingsException(file + " does not exist: make a cluster with 'crm cluster init',"
                    + " or copy " + file.getParent() + " from another node of the cluster");
        } catch (MalformedInputException noText) {
            throw new SettingsException(file + " is not UTF-8 text: restore it, or write it anew with 'crm cluster init'");
        } catch (IOException unreadable) {
            throw new SettingsException(file + " cannot be read (" + unreadable.getMessage() + "): run as root or correct its permissions");
        }
    }

    /** Reads lines; {@code file} is only for messages. */
    public static NodeSettings parse(String file, List<String> lines, String hostName) {
        var reader = new SettingsReader(file);
        for (int i = 0; i < lines.size(); i++) {
            reader.line(i + 1, lines.get(i));
        }
        return reader.settings(hostName);
    }

    private void line(int number, String raw) {
        int comment = raw.indexOf('#');
        String text = (comment < 0 ? raw : raw.substring(0, comment)).strip();
        if (text.isEmpty()) {
            return;
        }
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw at(number, "'" + text + "' has no '=': write key = value");
        }
        String word = text.substring(0, equals).strip();
        String value = text.substring(equals + 1).strip();
        SettingKey key = SettingKey.of(word).orElseThrow(() ->
                at(number, "unknown key '" + word + "'"
                        + Nearest.hint(word, SettingKey.words(), "known are " + String.join(", ", SettingKey.words()))));
        if (value.isEmpty()) {
            throw at(number, word + " has no value: it takes " + key.takes());
        }
        if (key == SettingKey.NODE) {
            node(number, value);
            return;
        }
        if (key == SettingKey.VOTES) {
            quorum.votes(number, value);
            return;
        }
        Line earlier = given.putIfAbsent(key, new Line(number, value));
        if (earlier != null) {
            throw at(number, word + " was given in line " + earlier.number() + " already: remove one of the two");
        }
    }

    private void node(int number, String value) {
        List<String> words = List.of(value.split("[\\s,]+"));
        if (words.size() < 2) {
            throw at(number, "node = " + value + " is not a name and an address: it takes " + SettingKey.NODE.takes());
        }
        if (words.size() > MOST_LINKS + 1) {
            throw at(number, "node " + words.getFirst() + " has " + (words.size() - 1) + " addresses: " + MOST_LINKS
                    + " links are possible");
        }
        var name = new NodeName(words.getFirst());
        List<String> addresses = words.subList(1, words.size());
        if (nodes.containsKey(name)) {
            throw at(number, "node " + name + " is there twice: remove one of the two lines");
        }
        for (String address : addresses) {
            if (nodes.values().stream().anyMatch(others -> others.contains(address))) {
                throw at(number, "address " + address + " belongs to another node already: each node needs its own");
            }
            if (addresses.indexOf(address) != addresses.lastIndexOf(address)) {
                throw at(number, "node " + name + " has the address " + address + " twice: each of its links needs its own");
            }
        }
        if (!nodes.isEmpty() && nodes.firstEntry().getValue().size() != addresses.size()) {
            throw at(number, "node " + name + " has " + counted(addresses) + ", but " + nodes.firstEntry().getKey() + " has "
                    + counted(nodes.firstEntry().getValue()) + ": give every node one in each network, in the same order");
        }
        nodes.put(name, addresses);
    }

    private static String counted(List<String> addresses) {
        return addresses.size() == 1 ? "1 address" : addresses.size() + " addresses";
    }

    private NodeSettings settings(String hostName) {
        if (nodes.isEmpty()) {
            throw new SettingsException(file + " names no node: add " + SettingKey.NODE.takes());
        }
        String cluster = text(SettingKey.CLUSTER).orElseThrow(() ->
                new SettingsException(file + " has no cluster name: add " + SettingKey.CLUSTER.takes()));
        var name = new NodeName(text(SettingKey.NAME).orElse(hostName));
        if (!nodes.containsKey(name)) {
            throw new SettingsException(file + " has no line for this node '" + name + "' (it has " + listed() + "): add 'node = "
                    + name + " ADDRESS', or say 'name = ' with one of these");
        }
        int port = number(SettingKey.PORT, DEFAULT_PORT, GREATEST_PORT);
        Detection detection = new DetectionReader(this).detection();
        WitnessSettings witnesses = quorum.witnesses();
        QuorumSettings votes = quorum.quorum(witnesses);
        SafetySettings safety = quorum.safety(detection);
        return new NodeSettings(cluster, name, nodes, port, multicast.groups(), detection, votes, witnesses, safety,
                word(SettingKey.ON_STOP, OnStop.class, OnStop.MOVE), span(SettingKey.STOP_TIMEOUT, Duration.ofMinutes(20)),
                number(SettingKey.PARALLEL_OPERATIONS, 8, 1000), actionLimit(), sharedMachine(), logLevel(),
                Stream.concat(multicast.warnings().stream(), quorum.warnings(votes, safety).stream()).toList());
    }

    private String logLevel() {
        String level = text(SettingKey.LOG_LEVEL).orElse("info");
        if (!List.of("debug", "info", "warn", "error").contains(level)) {
            throw wrong(SettingKey.LOG_LEVEL);
        }
        return level;
    }

    boolean yes(SettingKey key, boolean otherwise) {
        return switch (text(key).orElse(otherwise ? "yes" : "no")) {
            case "yes", "true", "on", "1" -> true;
            case "no", "false", "off", "0" -> false;
            default -> throw wrong(key);
        };
    }

    private int number(SettingKey key, int otherwise, int greatest) {
        try {
            int number = Integer.parseInt(text(key).orElse(Integer.toString(otherwise)));
            if (number < 1 || number > greatest) {
                throw wrong(key);
            }
            return number;
        } catch (NumberFormatException none) {
            throw wrong(key);
        }
    }

    private OptionalInt actionLimit() {
        Optional<String> value = text(SettingKey.NODE_ACTION_LIMIT);
        return value.isEmpty() ? OptionalInt.empty()
                : OptionalInt.of(value.get().equals("0") ? 0 : number(SettingKey.NODE_ACTION_LIMIT, 0, 1000));
    }

    private boolean sharedMachine() {
        return switch (text(SettingKey.LOAD_AVERAGE).orElse("own")) {
            case "own" -> false;
            case "shared" -> true;
            default -> throw wrong(SettingKey.LOAD_AVERAGE);
        };
    }

    private <E extends Enum<E>> E word(SettingKey key, Class<E> type, E otherwise) {
        try {
            return text(key).map(value -> Enum.valueOf(type, value.toUpperCase(Locale.ROOT))).orElse(otherwise);
        } catch (IllegalArgumentException unknown) {
            throw wrong(key);
        }
    }

    Duration span(SettingKey key, Duration otherwise) {
        return text(key).map(value -> TimeSpan.parse(value).orElseThrow(() -> wrong(key))).orElse(otherwise);
    }

    Optional<String> text(SettingKey key) {
        return Optional.ofNullable(given.get(key)).map(Line::value);
    }

    String listed() {
        return String.join(", ", nodes.keySet().stream().map(NodeName::value).toList());
    }

    SettingsException wrong(SettingKey key) {
        Line line = given.get(key);
        return at(line.number(), key.word() + " = " + line.value() + " is not possible: it takes " + key.takes());
    }

    SettingsException at(SettingKey key, String message) {
        return at(given.get(key).number(), message);
    }

    /** A mistake that is not in one line. */
    SettingsException wholly(String message) {
        return new SettingsException(file + ": " + message);
    }

    SettingsException at(int number, String message) {
        return new SettingsException(file + ":" + number + ": " + message);
    }

    private record Line(int number, String value) {}
}
