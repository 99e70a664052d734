package io.systole.samples.powercuts;

import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * What came of a cut.
 *
 * @param number of the cut
 * @param kind who lost its power
 * @param acknowledged writes that were acknowledged since the cut before
 * @param unanswered writes that were refused or not answered since then
 * @param interrupted nodes on whose disk a write was found that had been interrupted
 * @param damaged files that daemons found damaged and put aside
 * @param lost acknowledged writes, since the cluster was made, that are not on every node, or were on too few disks right after the cut
 * @param restSeconds from the cut until the cluster was at rest again, whole; negative if it was not in time
 * @param wrong what was wrong, in words; empty if nothing
 */
record CutResult(int number, Kind kind, int acknowledged, int unanswered, int interrupted, int damaged, int lost, double restSeconds,
        String wrong) {
    private static final int FIELDS = 9;

    /** Who loses its power. */
    enum Kind {
        DC("the DC"),
        OTHER("another node"),
        ALL("all nodes at once");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    boolean good() {
        return wrong.isEmpty();
    }

    static CutResult parse(String line) {
        String[] fields = line.split("\t", FIELDS);
        return new CutResult(Integer.parseInt(fields[0]), Kind.valueOf(fields[1]), Integer.parseInt(fields[2]), Integer.parseInt(fields[3]),
                Integer.parseInt(fields[4]), Integer.parseInt(fields[5]), Integer.parseInt(fields[6]), Double.parseDouble(fields[7]),
                fields[8]);
    }

    String line() {
        return String.format(Locale.ROOT, "%d\t%s\t%d\t%d\t%d\t%d\t%d\t%.2f\t%s", number, kind, acknowledged, unanswered, interrupted,
                damaged, lost, restSeconds, wrong.replaceAll("\\s+", " "));
    }

    /** A Markdown table with a row for each kind, and one for all. */
    static String table(List<CutResult> results) {
        var text = new StringBuilder("| who lost its power | cuts | acknowledged writes | not answered | of the acknowledged lost "
                + "| interrupted writes found on a disk | damaged files | at rest after, median | worst | wrong |\n"
                + "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        for (Kind kind : Kind.values()) {
            row(text, kind.words, results.stream().filter(result -> result.kind == kind).toList());
        }
        row(text, "all together", results);
        return text.toString();
    }

    private static void row(StringBuilder text, String title, List<CutResult> results) {
        if (!results.isEmpty()) {
            List<Double> rest = results.stream().map(CutResult::restSeconds).sorted().toList();
            text.append(String.format(Locale.ROOT, "| %s | %d | %d | %d | %d | %d | %d | %.1f s | %.1f s | %d |%n", title, results.size(),
                    sum(results, CutResult::acknowledged), sum(results, CutResult::unanswered), sum(results, CutResult::lost),
                    sum(results, CutResult::interrupted), sum(results, CutResult::damaged), rest.get(rest.size() / 2), rest.getLast(),
                    results.stream().filter(result -> !result.good()).count()));
        }
    }

    private static int sum(List<CutResult> results, ToIntFunction<CutResult> what) {
        return results.stream().mapToInt(what).sum();
    }
}
