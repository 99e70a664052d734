package io.systole.samples.powercuts;

import io.systole.samples.kernels.KernelLab;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.LineFile;
import io.systole.samples.lab.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code ./systole powercuts}: cuts the power of nodes again and again; goes on where an earlier run with the same results ended. Exit
 * status 1 if an acknowledged write is lost, the nodes do not agree, or something is not active exactly once at rest.
 */
public final class PowerCuts {
    private static final int USAGE = 64;
    private static final int COUNT = 100;

    private final Path root = Path.of(System.getProperty("systole.root"));
    private final Progress progress = new Progress();
    private int count = COUNT;
    private long seed = 1;
    private Path file = root.resolve("target/powercuts.tsv");
    private Path folder = root.resolve("target/kernels");
    private boolean install = true;

    private PowerCuts() {}

    /** The program; {@code systole.home} names the installation tree, {@code systole.root} the checkout. */
    public static void main(String[] words) {
        var cuts = new PowerCuts();
        cuts.read(words);
        try {
            System.exit(cuts.run() ? 0 : 1);
        } catch (LabException failed) {
            System.err.println("powercuts: " + failed.getMessage());
            System.exit(1);
        }
    }

    private void read(String[] words) {
        for (int i = 0; i < words.length; i++) {
            String value = i + 1 < words.length ? words[i + 1] : "";
            if (words[i].equals("--no-install")) {
                install = false;
                continue;
            }
            if (words[i].equals("--count") && value.matches("[1-9][0-9]{0,4}")) {
                count = Integer.parseInt(value);
            } else if (words[i].equals("--seed") && value.matches("[0-9]{1,12}")) {
                seed = Long.parseLong(value);
            } else if (words[i].equals("--results") && !value.isEmpty()) {
                file = Path.of(value);
            } else if (words[i].equals("--folder") && !value.isEmpty()) {
                folder = Path.of(value);
            } else {
                System.err.println("powercuts: '" + words[i] + "' is not understood; it takes --count N (how many cuts, 1 to 99999),"
                        + " --seed S, --results FILE, --folder FOLDER (where the nodes' image is kept) and --no-install");
                System.exit(USAGE);
            }
            i++;
        }
    }

    private boolean run() {
        var results = new LineFile(file);
        List<CutResult> all = new ArrayList<>(results.lines().stream().map(CutResult::parse).toList());
        var supplies = new KernelLab.Supplies(folder, Path.of(System.getProperty("systole.home")), List.of(), install);
        while (all.size() < count) {
            progress.tell("making three nodes with a kernel of their own");
            try (var cluster = new CutCluster(supplies, progress::tell)) {
                cluster.form();
                strikeAll(cluster, all, results);
            }
        }
        List<CutResult> wanted = all.subList(0, count);
        System.out.println(CutResult.table(wanted));
        return wanted.stream().allMatch(CutResult::good);
    }

    /** With one cluster until all is done or something went wrong, so that one failure does not spoil what comes after it. */
    private void strikeAll(CutCluster cluster, List<CutResult> all, LineFile results) {
        var trial = new Trial(cluster);
        boolean good = true;
        while (good && all.size() < count) {
            CutResult result = trial.strike(Cut.of(seed, all.size() + 1, CutCluster.NAMES.size()));
            all.add(result);
            results.add(result.line());
            good = result.good();
            progress.tell(String.format(Locale.ROOT, "cut %d of %d, %s: %s", result.number(), count, result.kind().words, good
                    ? String.format(Locale.ROOT, "at rest after %.1f s, %d writes acknowledged, %d not answered%s%s", result.restSeconds(),
                            result.acknowledged(), result.unanswered(), times(result.interrupted(), "interrupted write"),
                            times(result.damaged(), "damaged file"))
                    : "WRONG: " + result.wrong()));
            if (!good) {
                System.err.println(cluster.evidence());
            }
        }
    }

    private static String times(int count, String what) {
        return count == 0 ? "" : ", " + count + " " + what + (count == 1 ? "" : "s");
    }
}
