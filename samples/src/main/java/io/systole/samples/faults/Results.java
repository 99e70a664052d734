package io.systole.samples.faults;

import io.systole.samples.lab.LineFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** What came of each strike, a line each in a file, so that a run that was interrupted goes on where it was. */
final class Results {
    private final LineFile file;
    private final List<Result> all = new ArrayList<>();

    /**
     * One strike.
     *
     * @param fault its name
     * @param acknowledged changes that were acknowledged meanwhile
     * @param refused changes that were refused or not answered
     * @param lost acknowledged changes that are not on every disk
     * @param doubles times that something was active on two nodes
     * @param restSeconds from the end of the fault until the cluster was at rest; negative if it was not in time
     * @param wrong what was wrong, in words; empty if nothing
     */
    record Result(String fault, int acknowledged, int refused, int lost, int doubles, double restSeconds, String wrong) {
        boolean good() {
            return wrong.isEmpty();
        }
    }

    Results(Path file) {
        this.file = new LineFile(file);
        this.file.lines().forEach(line -> all.add(parse(line)));
    }

    private static Result parse(String line) {
        String[] fields = line.split("\t", -1);
        return new Result(fields[0], Integer.parseInt(fields[1]), Integer.parseInt(fields[2]), Integer.parseInt(fields[3]),
                Integer.parseInt(fields[4]), Double.parseDouble(fields[5]), fields[6]);
    }

    void add(Result result) {
        all.add(result);
        file.add(line(result));
    }

    /** What came of these faults counts no longer, for example after something was mended. */
    void forget(Collection<String> faults) {
        if (all.removeIf(result -> faults.contains(result.fault()))) {
            file.replace(all.stream().map(Results::line).toList());
        }
    }

    private static String line(Result result) {
        return String.format(Locale.ROOT, "%s\t%d\t%d\t%d\t%d\t%.2f\t%s", result.fault(), result.acknowledged(), result.refused(),
                result.lost(), result.doubles(), result.restSeconds(), result.wrong().replaceAll("\\s+", " "));
    }

    /** How often a fault has struck already. */
    int times(String fault) {
        return of(fault).size();
    }

    /** Whether all that was struck came out as it should. */
    boolean good() {
        return all.stream().allMatch(Result::good);
    }

    private List<Result> of(String fault) {
        return all.stream().filter(result -> result.fault().equals(fault)).toList();
    }

    /** A Markdown table with a row for each fault that has struck. */
    String table(List<Fault> faults) {
        var text = new StringBuilder("| fault | cluster | times | active twice | acknowledged writes | of them lost"
                + " | at rest after, median | worst | wrong |\n|---|---|---:|---:|---:|---:|---:|---:|---:|\n");
        for (Fault fault : faults) {
            List<Result> results = of(fault.name());
            if (!results.isEmpty()) {
                List<Double> rest = results.stream().map(Result::restSeconds).sorted().toList();
                long wrong = results.stream().filter(result -> !result.good()).count();
                text.append(String.format(Locale.ROOT, "| %s | %s | %d | %d | %d | %d | %.1f s | %.1f s | %d |%n",
                        fault.name().replace("|", "\\|"), fault.setting().title, results.size(), sum(results, Result::doubles),
                        sum(results, Result::acknowledged), sum(results, Result::lost), rest.get(rest.size() / 2), rest.getLast(), wrong));
            }
        }
        return text.toString();
    }

    private static int sum(List<Result> results, ToIntFunction<Result> what) {
        return results.stream().mapToInt(what).sum();
    }
}
