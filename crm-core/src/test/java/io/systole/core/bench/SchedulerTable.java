package io.systole.core.bench;

import io.systole.core.bench.ClusterShape.State;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * {@code ./systole bench scheduler}: measures generated clusters of rising size and prints a table, with Pacemaker's figures on
 * the same files where it is installed. What it is doing is told on standard error.
 */
final class SchedulerTable {
    /** The whole table takes less than six minutes on a quiet machine. */
    private static final List<Case> CASES = Stream.of(
                    cases(8, 100, new Effort(100, 15, 7), new Patience(5, 10)),
                    cases(16, 500, new Effort(20, 20, 7), new Patience(3, 20)),
                    cases(32, 1000, new Effort(5, 22, 7), new Patience(1, 90)),
                    cases(32, 5000, new Effort(1, 18, 7), new Patience(0, 0)))
            .flatMap(List::stream)
            .map(each -> each.name().equals("32x5000-failed") ? new Case(each.shape, each.effort, new Patience(1, 120)) : each)
            .toList();

    private final Optional<PeerSimulator> peer;
    private final Path folder;
    private final PrintStream progress = System.err;
    private final List<String> rows = new ArrayList<>();

    private SchedulerTable(Optional<PeerSimulator> peer, Path folder) {
        this.peer = peer;
        this.folder = folder;
    }

    /** Prints the table; words, if there are any, choose the cases whose names begin with them. */
    public static void main(String[] words) throws IOException, InterruptedException, RunnerException {
        List<Case> chosen = CASES.stream().filter(each -> words.length == 0 || List.of(words).stream().anyMatch(each.name()::startsWith))
                .toList();
        if (chosen.isEmpty()) {
            System.err.println("systole: no case begins with '" + words[0] + "'; there are: "
                    + String.join(", ", CASES.stream().map(Case::name).toList()));
            System.exit(64);
        }
        new SchedulerTable(PeerSimulator.find(), Files.createTempDirectory("systole-bench")).run(chosen);
    }

    private void run(List<Case> cases) throws IOException, InterruptedException, RunnerException {
        String rival = peer.isPresent() ? peer.get().version() : "crm_simulate";
        if (peer.isEmpty()) {
            progress.println("Pacemaker's crm_simulate is not installed (Debian: apt-get install pacemaker-cli-utils): ours alone");
        }
        rows.add("| nodes × resources | state | CPU ms | CPU µs for a resource on a node | allocated MiB | heap MiB | " + rival
                + " CPU ms | ratio |");
        rows.add("|---|---|---:|---:|---:|---:|---:|---:|");
        try {
            int number = 0;
            for (Case each : cases) {
                number++;
                measure(each, "[" + number + "/" + cases.size() + "] " + each.name());
            }
        } finally {
            Files.delete(folder);
        }
        rows.forEach(System.out::println);
    }

    private void measure(Case each, String title) throws IOException, InterruptedException, RunnerException {
        progress.printf("%s: writing the CIB ...%n", title);
        Path file = ClusterWriter.write(each.shape, folder);
        try {
            progress.printf("%s: %d MiB; measuring ...%n", title, Files.size(file) >> 20);
            Measurement ours = Measurement.of(file, each.effort);
            progress.printf("%s: %s ms%n", title, number(ours.cpuMillis()));
            OptionalDouble theirs = OptionalDouble.empty();
            if (peer.isPresent() && each.patience.runs > 0) {
                progress.printf("%s: the peer, runs: %d, each at most %d s ...%n", title, each.patience.runs, each.patience.seconds);
                theirs = peer.get().cpuMillis(file, each.patience.runs, each.patience.seconds);
                progress.printf("%s: the peer: %s%n", title, theirs.isPresent() ? number(theirs.getAsDouble()) + " ms" : "no answer");
            }
            rows.add(row(each.shape, ours, theirs));
        } finally {
            Files.delete(file);
        }
    }

    private static String row(ClusterShape shape, Measurement ours, OptionalDouble theirs) {
        return String.format(Locale.ROOT, "| %d × %d | %s | %s | %.2f | %.0f | %.0f | %s | %s |", shape.nodes(), shape.resources(),
                shape.state().name().toLowerCase(Locale.ROOT), number(ours.cpuMillis()), ours.cpuMillis() * 1000 / shape.pairs(),
                ours.allocatedMebi(), ours.heapMebi(), theirs.isPresent() ? number(theirs.getAsDouble()) : "",
                theirs.isPresent() ? String.format(Locale.ROOT, "%.1f", theirs.getAsDouble() / ours.cpuMillis()) : "");
    }

    private static String number(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.1f" : "%.0f", millis);
    }

    private static List<Case> cases(int nodes, int resources, Effort effort, Patience patience) {
        return Stream.of(State.values()).map(state -> new Case(new ClusterShape(nodes, resources, state), effort, patience)).toList();
    }

    /** How often the peer is asked, 0 for never, and how long it may take each time. */
    private record Patience(int runs, int seconds) {}

    /** One line of the table. */
    private record Case(ClusterShape shape, Effort effort, Patience patience) {
        String name() {
            return shape.name();
        }
    }
}
