package io.systole.samples.fuzz;

import io.systole.core.scheduler.random.Feature;
import io.systole.samples.lab.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code ./systole fuzz}: our scheduler against the {@code crm_simulate} that is installed; 0 if every difference is explained, else 1. */
public final class Fuzz {
    private static final int USAGE = 64;
    private static final int UNAVAILABLE = 69;
    private static final int MANY = 2_000;

    private Fuzz() {}

    /** The program. */
    public static void main(String[] words) throws IOException {
        long first = 1;
        int seeds = MANY;
        Set<Feature> features = EnumSet.allOf(Feature.class);
        boolean keepGoing = false;
        List<String> left = new ArrayList<>(List.of(words));
        try {
            while (!left.isEmpty()) {
                String word = left.removeFirst();
                if (word.equals("--keep-going")) {
                    keepGoing = true;
                    continue;
                }
                if (left.isEmpty() || !List.of("--seeds", "--first-seed", "--features").contains(word)) {
                    throw new IllegalArgumentException(
                            "it takes --seeds NUMBER, --first-seed NUMBER, --features NAME,NAME… and --keep-going, not " + word);
                }
                switch (word) {
                    case "--seeds" -> seeds = Math.toIntExact(number(left.removeFirst()));
                    case "--first-seed" -> first = number(left.removeFirst());
                    default -> features = features(left.removeFirst());
                }
            }
        } catch (IllegalArgumentException wrong) {
            System.err.println("fuzz: " + wrong.getMessage());
            System.exit(USAGE);
        }
        System.exit(run(first, seeds, features, keepGoing));
    }

    private static long number(String word) {
        if (!word.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("'" + word + "' is no number from 0 to 999999999");
        }
        return Long.parseLong(word);
    }

    private static Set<Feature> features(String names) {
        Set<Feature> chosen = EnumSet.noneOf(Feature.class);
        for (String name : names.split(",")) {
            chosen.add(EnumSet.allOf(Feature.class).stream()
                    .filter(each -> each.name().equalsIgnoreCase(name.replace('-', '_'))).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no feature '" + name + "'; there are "
                            + EnumSet.allOf(Feature.class).toString().toLowerCase(Locale.ROOT).replace('_', '-'))));
        }
        return chosen;
    }

    private static int run(long first, int seeds, Set<Feature> features, boolean keepGoing) throws IOException {
        Optional<String> version = RealScheduler.version();
        if (version.isEmpty()) {
            System.err.println("fuzz: there is no crm_simulate here; install it with: apt-get install pacemaker-cli-utils");
            return UNAVAILABLE;
        }
        System.out.println("fuzz: Systole against " + version.get() + ", seeds " + first + " to " + (first + seeds - 1));
        Path directory = Files.createTempDirectory("systole-fuzz-");
        try {
            return new FuzzRun(new RealScheduler(directory), System.out, keepGoing).run(first, seeds, features).isEmpty() ? 0 : 1;
        } finally {
            Folder.delete(directory);
        }
    }
}
