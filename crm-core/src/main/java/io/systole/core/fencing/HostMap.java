package io.systole.core.fencing;

import io.systole.core.membership.NodeName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which nodes a device is said to fence and what it calls them: {@code pcmk_host_map} and {@code pcmk_host_list}. Names of
 * nodes are compared without regard to case.
 */
public final class HostMap {
    private final SortedMap<String, String> aliases = new TreeMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    private HostMap() {}

    /** Reads the two parameters; either may be null. */
    public static HostMap of(String map, String list) {
        var read = new HostMap();
        words(list, "[\\s,;]+").forEach(read.names::add);
        for (String entry : words(map, "[;\\s]+")) {
            int colon = entry.indexOf(':') >= 0 ? entry.indexOf(':') : entry.indexOf('=');
            if (colon <= 0 || colon == entry.length() - 1) {
                read.unreadable.add(entry);
            } else {
                String node = entry.substring(0, colon);
                read.aliases.putIfAbsent(node.toLowerCase(Locale.ROOT), entry.substring(colon + 1));
                read.names.add(node);
            }
        }
        return read;
    }

    /** True if neither parameter names a node. */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    public boolean has(NodeName node) {
        return names.stream().anyMatch(node.value()::equalsIgnoreCase);
    }

    /** The nodes named, in the order of the parameters, list before map. */
    public List<String> names() {
        return Collections.unmodifiableList(names);
    }

    /** Entries of the map that are no {@code node:port}. */
    public List<String> unreadable() {
        return Collections.unmodifiableList(unreadable);
    }

    /** What the device calls this node; the node's own name unless the map has another. */
    String alias(NodeName node) {
        return Optional.ofNullable(aliases.get(node.value().toLowerCase(Locale.ROOT))).orElse(node.value());
    }

    static List<String> words(String text, String separator) {
        return Optional.ofNullable(text).stream().flatMap(value -> Arrays.stream(value.split(separator)))
                .filter(word -> !word.isEmpty()).toList();
    }
}
