package io.systole.core.simulation;

import io.systole.core.fencing.RandomFencing;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code ./systole sim}: lives through the histories of many seeds, each with every {@link HistoryKind}; 0 if nothing happened that
 * must not, else 1, with the seed and a history in words that is as short as it gets.
 */
final class Simulation {
    private static final int USAGE = 64;
    private static final long MANY = 200;
    private static final long PROGRESS_NANOS = 5_000_000_000L;

    private final PrintStream out;
    private final List<HistoryKind> kinds;
    private final boolean fencers;
    private final long begin = System.nanoTime();
    private long told = begin;
    private long histories;
    private long events;

    private Simulation(PrintStream out, Optional<Long> nodes, String word) {
        this.out = out;
        this.kinds = Arrays.stream(HistoryKind.values()).filter(kind -> nodes.isEmpty() || nodes.get() == kind.nodes())
                .filter(kind -> words(kind).contains(word)).toList();
        this.fencers = nodes.isEmpty() && word.isEmpty();
    }

    /** The program. */
    public static void main(String[] words) {
        System.exit(exitStatus(words, System.out, System.err));
    }

    static int exitStatus(String[] words, PrintStream out, PrintStream err) {
        long first = 1;
        long seeds = MANY;
        Optional<Long> nodes = Optional.empty();
        String kind = "";
        var left = new ArrayList<>(List.of(words));
        try {
            while (!left.isEmpty()) {
                String word = left.removeFirst();
                if (left.isEmpty() || !List.of("--seeds", "--first-seed", "--nodes", "--kind").contains(word)) {
                    throw new IllegalArgumentException("it takes --seeds NUMBER, --first-seed NUMBER, --nodes NUMBER and --kind WORDS, not "
                            + word);
                }
                String value = left.removeFirst();
                switch (word) {
                    case "--seeds" -> seeds = number(value);
                    case "--first-seed" -> first = number(value);
                    case "--nodes" -> nodes = Optional.of(number(value));
                    default -> kind = value;
                }
            }
            var simulation = new Simulation(out, nodes, kind);
            if (simulation.kinds.isEmpty()) {
                throw new IllegalArgumentException(kind.isEmpty() ? "clusters of 2 to 5 nodes are simulated, not of " + nodes.orElseThrow()
                        : "there is no such kind of cluster; there are " + String.join(", ", Arrays.stream(HistoryKind.values())
                                .map(Simulation::words).toList()));
            }
            return simulation.run(first, seeds) ? 0 : 1;
        } catch (IllegalArgumentException wrong) {
            err.println("sim: " + wrong.getMessage());
            return USAGE;
        }
    }

    private static long number(String word) {
        if (!word.matches("\\d{1,15}")) {
            throw new IllegalArgumentException("'" + word + "' is no number from 0 to 999999999999999");
        }
        return Long.parseLong(word);
    }

    /** True if all went well. */
    private boolean run(long first, long seeds) {
        out.println("sim: seeds " + first + " to " + (first + seeds - 1) + ", each with "
                + String.join(", ", kinds.stream().map(Simulation::words).toList()) + (fencers ? ", fencers alone" : ""));
        for (long seed = first; seed < first + seeds; seed++) {
            for (HistoryKind kind : kinds) {
                RandomHistory history = kind.history(seed);
                try {
                    history.run();
                } catch (AssertionError | RuntimeException violation) {
                    return violated(seed, kind, history.disturbances(), violation);
                }
                lived(history.events(), seed - first, seeds);
            }
            if (fencers && !fencers(seed, seed - first, seeds)) {
                return false;
            }
        }
        out.println(figures(seeds, seeds) + ", 0 violations");
        return true;
    }

    private boolean fencers(long seed, long done, long seeds) {
        try {
            lived(RandomFencing.run(seed), done, seeds);
            return true;
        } catch (AssertionError violation) {
            out.println("sim: VIOLATION with fencers alone: " + violation.getMessage());
            return false;
        }
    }

    private boolean violated(long seed, HistoryKind kind, int disturbances, Throwable violation) {
        out.println("sim: VIOLATION with seed " + seed + ", " + words(kind) + ": " + violation.getMessage());
        out.println("sim: leaving out what is not needed for it ...");
        ShrunkHistory shrunk = ShrunkHistory.of(() -> kind.history(seed), disturbances);
        out.println("sim: " + (disturbances - shrunk.leftOut().size()) + " of " + disturbances + " disturbances are needed:");
        out.println(shrunk.trace());
        out.println("sim: seed " + seed + ", " + words(kind) + ": " + shrunk.violation());
        out.println("sim: again with: ./systole sim --seeds 1 --first-seed " + seed + " --kind '"
                + words(kind) + "'");
        return false;
    }

    private void lived(long more, long done, long seeds) {
        histories++;
        events += more;
        if (System.nanoTime() - told > PROGRESS_NANOS) {
            told = System.nanoTime();
            out.println(figures(done, seeds) + ", 0 violations so far");
        }
    }

    private String figures(long done, long seeds) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        double computed = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
        return String.format(Locale.ROOT, "sim: %d of %d seeds, %d histories, %d events in %.0f s, %.0f events a second"
                + " (%.0f in a second of processor time)", done, seeds, histories, events, seconds, events / seconds, events / computed);
    }

    private static String words(HistoryKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
