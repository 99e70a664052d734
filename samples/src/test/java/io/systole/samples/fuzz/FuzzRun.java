package io.systole.samples.fuzz;

import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.scheduler.random.Feature;
import io.systole.core.scheduler.random.RandomCluster;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Many seeds, one after the other: counts what is equal and what is explained, and shows the first thing that is neither. Says every few
 * seconds how far it is. For one thread.
 */
final class FuzzRun {
    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final int TRIALS = 3_000;

    private final Comparison comparison;
    private final Judge judge;
    private final PrintStream out;
    private final boolean keepGoing;
    private final TreeMap<String, Integer> explained = new TreeMap<>();
    private int cases;
    private int equal;
    private int aborted;
    private int tried;
    private final List<Long> unexplained = new ArrayList<>();
    private long spoke = System.nanoTime();

    /**
     * Prepares a run.
     *
     * @param keepGoing false: it ends with the first difference that nothing explains
     */
    FuzzRun(RealScheduler real, PrintStream out, boolean keepGoing) {
        this.comparison = new Comparison(real);
        this.judge = new Judge(comparison);
        this.out = out;
        this.keepGoing = keepGoing;
    }

    /** Runs the seeds; returns those whose difference nothing explains. */
    List<Long> run(long firstSeed, int seeds, Set<Feature> features) {
        for (long seed = firstSeed; seed < firstSeed + seeds && (keepGoing || unexplained.isEmpty()); seed++) {
            one(seed, RandomCluster.of(seed, features));
            progress(() -> cases + " of " + seeds + ": " + counts());
        }
        out.println("fuzz: " + cases + " cases: " + counts());
        explained.forEach((causes, count) -> out.println("  " + count + " explained by " + causes));
        if (!unexplained.isEmpty()) {
            out.println("  unexplained seeds: " + unexplained.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
        return List.copyOf(unexplained);
    }

    private void progress(Supplier<String> news) {
        if (System.nanoTime() - spoke > SILENCE.toNanos()) {
            say(news.get());
        }
    }

    private void say(String news) {
        out.println("fuzz: " + news);
        spoke = System.nanoTime();
    }

    private String counts() {
        int known = explained.values().stream().mapToInt(Integer::intValue).sum();
        return equal + " equal, " + known + " explained, " + aborted + " on which crm_simulate itself gives up, "
                + unexplained.size() + " unexplained";
    }

    private void one(long seed, Cib cib) {
        cases++;
        try {
            Difference difference = comparison.difference(cib);
            if (difference.isEmpty()) {
                equal++;
                return;
            }
            Optional<Set<KnownDifference>> causes = judge.explain(cib);
            if (causes.isPresent()) {
                explained.merge(causes.get().stream().map(KnownDifference::title).collect(Collectors.joining(" + ")), 1, Integer::sum);
                return;
            }
            unexplained.add(seed);
            say("seed " + seed + " differs, and nothing known explains it");
            if (unexplained.size() == 1) {
                show(cib, difference);
            }
        } catch (RealScheduler.Refused refused) {
            aborted++;
            if (!refused.aborted()) {
                throw new IllegalStateException("seed " + seed + ": the generator made what Pacemaker does not take: "
                        + refused.getMessage());
            }
        }
    }

    private void show(Cib cib, Difference difference) {
        Cib small = new Shrinker(smaller -> stillDiffers(smaller, difference), TRIALS).shrink(cib);
        out.println(CibWriter.text(small.root()));
        out.println(comparison.difference(small).text());
    }

    private boolean stillDiffers(Cib cib, Difference difference) {
        tried++;
        progress(() -> "making the cluster smaller, " + tried + " tries");
        try {
            return comparison.difference(cib).isPartOf(difference) && judge.explain(cib).isEmpty();
        } catch (RealScheduler.Refused refused) {
            return false;
        }
    }
}
