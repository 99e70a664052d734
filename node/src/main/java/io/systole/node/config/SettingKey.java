package io.systole.node.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** Every word that may stand left of the {@code =} in {@code systole.conf}. */
enum SettingKey {
    CLUSTER("cluster", "a name, for example: cluster = web"),
    NAME("name", "this node's name, by default the host name, for example: name = n1"),
    NODE("node", "one line for each node with its name and address, for example: node = n1 10.0.0.1"),
    PORT("port", "a port from 1 to 65534, for example: port = 5405"),
    TRANSPORT("transport", "unicast or multicast"),
    MULTICAST("multicast", "a multicast group, for example: multicast = 239.255.83.89"),
    DETECTION("detection", "express, fast, normal or relaxed"),
    TWO_NODE("two_node", "yes or no"),
    WAIT_FOR_ALL("wait_for_all", "yes or no"),
    ON_STOP("on_stop", "move (stop resources here, start them elsewhere) or leave (they run on)"),
    STOP_TIMEOUT("stop_timeout", "a time such as 90s, 20min or 1h"),
    PARALLEL_OPERATIONS("parallel_operations", "how many agents may run at once, 1 to 1000"),
    LOG_LEVEL("log_level", "debug, info, warn or error");

    private final String word;
    private final String takes;

    SettingKey(String word, String takes) {
        this.word = word;
        this.takes = takes;
    }

    String word() {
        return word;
    }

    /** What the value looks like, for messages. */
    String takes() {
        return takes;
    }

    static Optional<SettingKey> of(String word) {
        return Arrays.stream(values()).filter(key -> key.word.equals(word)).findFirst();
    }

    /** The key that is spelled most like this word. */
    static SettingKey nearest(String word) {
        return Arrays.stream(values()).min(Comparator.comparingInt(key -> distance(key.word, word))).orElseThrow();
    }

    /** How many letters have to be inserted, removed or exchanged to get from one word to the other (Levenshtein). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        Arrays.setAll(row, column -> column);
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int exchanged = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
