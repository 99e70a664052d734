package io.systole.samples.writes;

import io.systole.samples.lab.LabException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** {@code ./systole writes}: the exit status is 0 if no acknowledged write was lost. */
public final class Writes {
    private static final int USAGE = 64;
    private static final String HELP = "it takes --count N (how many writes have to be acknowledged, 1 to 100000) and --seed S";

    private Writes() {}

    /** The program; {@code systole.home} names the installation tree. */
    public static void main(String[] words) {
        System.exit(run(List.of(words)));
    }

    private static int run(List<String> words) {
        long count = 1000;
        long seed = 1;
        for (int i = 0; i < words.size(); i += 2) {
            OptionalLong value = i + 1 < words.size() ? number(words.get(i + 1)) : OptionalLong.empty();
            boolean known = List.of("--count", "--seed").contains(words.get(i));
            boolean counts = words.get(i).equals("--count");
            if (!known || value.isEmpty() || counts && (value.getAsLong() < 1 || value.getAsLong() > 100_000)) {
                System.err.println("writes: '" + String.join(" ", words.subList(i, Math.min(words.size(), i + 2)))
                        + "' is not possible; " + HELP);
                return USAGE;
            }
            count = counts ? value.getAsLong() : count;
            seed = counts ? seed : value.getAsLong();
        }
        System.out.println("writes: three daemons on loopback, " + count + " acknowledged writes wanted, seed " + seed);
        try {
            Endurance.Outcome outcome = Endurance.run(Path.of(System.getProperty("systole.home")), (int) count, seed, System.out);
            System.out.println("writes: " + outcome.figures());
            outcome.lost().forEach(line -> System.out.println("  LOST: " + line));
            return outcome.lost().isEmpty() ? 0 : 1;
        } catch (LabException failed) {
            System.err.println("writes: " + failed.getMessage());
            return 1;
        }
    }

    private static OptionalLong number(String text) {
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
