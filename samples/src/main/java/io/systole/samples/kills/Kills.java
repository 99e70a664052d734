package io.systole.samples.kills;

import io.systole.samples.lab.Await;
import io.systole.samples.lab.Lab;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.LabNode;
import io.systole.samples.lab.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code ./systole kills}: kills the primary of a pair of databases again and again while clients write. Exit status 1 if a transaction
 * that was acknowledged is lost, two servers take writes at once, or a former primary does not come back as standby by itself.
 */
public final class Kills {
    private static final int USAGE = 64;
    private static final int WRITERS = 4;
    private static final int LOAD = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Pair pair;
    private final Progress progress = new Progress();
    private final List<Kill> kills = new ArrayList<>();

    private Kills(Pair pair) {
        this.pair = pair;
    }

    /** The program; {@code systole.home} names the installation tree. */
    public static void main(String[] words) {
        int count = 10;
        if (words.length == 2 && "--count".equals(words[0]) && words[1].matches("[1-9][0-9]{0,3}")) {
            count = Integer.parseInt(words[1]);
        } else if (words.length > 0) {
            System.err.println("kills: '" + String.join(" ", words)
                    + "' is not understood; it takes --count N (how many kills, 1 to 9999)");
            System.exit(USAGE);
        }
        String obstacle = Lab.obstacle();
        if (!obstacle.isEmpty()) {
            System.err.println("kills: " + obstacle);
            System.exit(1);
        }
        boolean good = false;
        try (var pair = new Pair(Path.of(System.getProperty("systole.home")))) {
            good = new Kills(pair).run(count);
        } catch (LabException failed) {
            System.err.println("kills: " + failed.getMessage());
        }
        System.exit(good ? 0 : 1);
    }

    private boolean run(int count) {
        progress.tell("making two nodes with a database on each");
        pair.form();
        progress.tell("n1 and n2 are primary and standby; " + WRITERS + " clients write over " + Database.ADDRESS);
        try (var lookout = new WriteLookout(pair.lab(), pair.one(), pair.other())) {
            var writers = new Writers(pair.lab(), WRITERS);
            try (writers) {
                for (int i = 0; i < count; i++) {
                    kill(i % 2 == 0, writers, lookout);
                }
            } finally {
                System.out.println(Kill.table(kills));
            }
            pair.awaitSame();
            Set<Long> acknowledged = writers.acknowledged();
            int lost = missing(acknowledged, pair.one()) + missing(acknowledged, pair.other());
            System.out.println(String.format(Locale.ROOT, "kills: %d transactions acknowledged, %d without answer; missing at the end on n1"
                    + " or n2: %d; both servers asked %d times, two took writes: %d times", acknowledged.size(), writers.unanswered(), lost,
                    lookout.rounds(), lookout.doubles().size()));
            return lost == 0 && lookout.doubles().isEmpty() && kills.stream().allMatch(Kill::good);
        }
    }

    private void kill(boolean power, Writers writers, WriteLookout lookout) {
        int before = writers.count();
        Await.until("the clients write", PATIENCE, PAUSE, () -> writers.count() >= before + LOAD, pair::evidence);
        LabNode victim = pair.primary().orElseThrow();
        writers.beginGap();
        long moment = System.nanoTime();
        if (power) {
            victim.powerOff();
        } else {
            victim.run("pkill", "-KILL", "-x", "mariadbd").orFail();
        }
        int killed = writers.count();
        Await.until("the clients write again", PATIENCE, PAUSE, () -> writers.count() > killed + WRITERS, pair::evidence);
        pair.awaitWhole();
        Duration whole = Duration.ofNanos(System.nanoTime() - moment);
        Set<Long> acknowledged = writers.acknowledged();
        LabNode primary = pair.primary().orElseThrow();
        var kill = new Kill(power ? "power cut" : "kill -9 of the server", victim.name(), primary.name(), writers.longestGap(), whole,
                acknowledged.size(), missing(acknowledged, primary), lookout.doubles().size());
        kills.add(kill);
        progress.tell(kill.toString());
    }

    private int missing(Set<Long> acknowledged, LabNode node) {
        Set<Long> there = pair.ledger(node);
        return (int) acknowledged.stream().filter(number -> !there.contains(number)).count();
    }
}
