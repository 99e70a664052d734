package io.systole.core.disk;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a node says of itself on the shared disk.
 *
 * @param node who
 * @param incarnation which daemon of it
 * @param watching whether it obeys pills, and nothing runs there longer than {@code time} that nobody looks for pills for
 * @param time by when after a pill was written nothing runs there any more, whatever happens to the daemon
 * @param obeyed the last pill that was obeyed: when this was written nothing ran there; empty if there was none
 */
record Sign(NodeName node, long incarnation, boolean watching, Duration time, String obeyed) {
    SortedMap<String, String> entries(String cluster) {
        var entries = new TreeMap<String, String>();
        entries.put("cluster", cluster);
        entries.put("node", node.value());
        entries.put("incarnation", Long.toString(incarnation));
        entries.put("watching", Boolean.toString(watching));
        entries.put("time", Long.toString(time.toMillis()));
        entries.put("obeyed", obeyed);
        return entries;
    }

    /** The sign of this node in these entries; empty if there is none, or it is somebody else's. */
    static Optional<Sign> read(SortedMap<String, String> entries, String cluster, NodeName node) {
        String time = entries.getOrDefault("time", "");
        String incarnation = entries.getOrDefault("incarnation", "");
        boolean own = cluster.equals(entries.get("cluster")) && node.value().equals(entries.get("node"));
        return own && time.matches("\\d{1,12}") && incarnation.matches("\\d{1,18}")
                ? Optional.of(new Sign(node, Long.parseLong(incarnation), Boolean.parseBoolean(entries.get("watching")),
                Duration.ofMillis(Long.parseLong(time)), entries.getOrDefault("obeyed", ""))) : Optional.empty();
    }
}
