package io.systole.core.disk;

import io.systole.core.membership.NodeName;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is written into a node's slot to fence it.
 *
 * @param id tells pills apart, for ever
 * @param target who is to end itself
 * @param from who wants it
 * @param reason why, for people
 */
public record Pill(String id, NodeName target, NodeName from, String reason) {
    private static final int LONGEST = 400;

    SortedMap<String, String> entries(String cluster) {
        var entries = new TreeMap<String, String>();
        entries.put("cluster", cluster);
        entries.put("pill", id);
        entries.put("target", target.value());
        entries.put("from", from.value());
        entries.put("reason", reason.length() > LONGEST ? reason.substring(0, LONGEST) : reason);
        return entries;
    }

    /** The pill for this node in these entries; empty if there is none, or it is meant for somebody else. */
    static Optional<Pill> read(SortedMap<String, String> entries, String cluster, NodeName target) {
        String id = entries.getOrDefault("pill", "");
        boolean meant = cluster.equals(entries.get("cluster")) && target.value().equals(entries.get("target"));
        String from = entries.getOrDefault("from", "");
        return id.isEmpty() || !meant || from.isBlank() ? Optional.empty()
                : Optional.of(new Pill(id, target, new NodeName(from), entries.getOrDefault("reason", "")));
    }
}
