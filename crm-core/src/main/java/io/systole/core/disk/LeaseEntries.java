package io.systole.core.disk;

import io.systole.core.arbitration.LeaseRecord;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** A lease as the entries of a slot; what is missing or no number counts as nothing. */
final class LeaseEntries {
    private LeaseEntries() {}

    static SortedMap<String, String> of(LeaseRecord lease) {
        var entries = new TreeMap<String, String>();
        entries.put("cluster", lease.cluster());
        entries.put("holder", lease.holder());
        entries.put("term", Long.toString(lease.term()));
        entries.put("generation", Long.toString(lease.generation()));
        entries.put("validity", Long.toString(lease.validity().toMillis()));
        entries.put("released", Boolean.toString(lease.released()));
        return entries;
    }

    static LeaseRecord read(SortedMap<String, String> entries) {
        return new LeaseRecord(entries.getOrDefault("cluster", ""), entries.getOrDefault("holder", ""), number(entries, "term"),
                number(entries, "generation"), Duration.ofMillis(number(entries, "validity")),
                Boolean.parseBoolean(entries.getOrDefault("released", "")));
    }

    private static long number(SortedMap<String, String> entries, String name) {
        String text = entries.getOrDefault(name, "0");
        return text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
    }
}
