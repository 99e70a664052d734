package io.systole.samples.failover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** What was measured, as a Markdown table: a row for each subject and measure, with the ratio to the first subject of the same measure. */
final class Figures {
    private final SequencedMap<String, SequencedMap<String, List<Double>>> byMeasure = new LinkedHashMap<>();

    /** One more value of a measure, in seconds, MiB or per cent as the measure's name says. */
    void add(String measure, String subject, double value) {
        byMeasure.computeIfAbsent(measure, key -> new LinkedHashMap<>()).computeIfAbsent(subject, key -> new ArrayList<>()).add(value);
    }

    void add(String measure, String subject, Duration value) {
        add(measure, subject, value.toNanos() / 1e9);
    }

    /** The whole table so far. */
    String table() {
        return "| measure | program | min | median | max | n | median ÷ ours |\n|---|---|---:|---:|---:|---:|---:|\n"
                + byMeasure.entrySet().stream().map(measure -> rows(measure.getKey(), measure.getValue())).collect(Collectors.joining());
    }

    private static String rows(String measure, Map<String, List<Double>> subjects) {
        double first = median(subjects.values().iterator().next());
        return subjects.entrySet().stream().map(subject -> {
            List<Double> values = subject.getValue().stream().sorted().toList();
            return String.format(Locale.ROOT, "| %s | %s | %.3f | %.3f | %.3f | %d | %.2f |%n", measure, subject.getKey(),
                    values.getFirst(), median(values), values.getLast(), values.size(), median(values) / first);
        }).collect(Collectors.joining());
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
