package io.systole.samples.kills;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What came of one kill of the primary.
 *
 * @param what what was done
 * @param from the primary that was killed
 * @param to who was primary when all was whole again
 * @param away the longest time in which no transaction was acknowledged
 * @param whole how long it took until the former primary was a standby again
 * @param acknowledged how many transactions had been acknowledged until then, since the beginning
 * @param lost how many of them were missing on the primary
 * @param doubles how often two servers were seen that took writes, since the beginning
 */
record Kill(String what, String from, String to, Duration away, Duration whole, int acknowledged, int lost, int doubles) {
    boolean good() {
        return lost == 0 && doubles == 0 && !from.equals(to);
    }

    /** All as a table for a document. */
    static String table(List<Kill> kills) {
        var text = new StringBuilder("| # | what | primary, before → after | no acknowledgement for | standby again after | acknowledged | "
                + "of them lost | two took writes |\n|---:|---|---|---:|---:|---:|---:|---:|\n");
        for (int i = 0; i < kills.size(); i++) {
            Kill kill = kills.get(i);
            text.append(String.format(Locale.ROOT, "| %d | %s | %s → %s | %.1f s | %.1f s | %d | %d | %d |%n", i + 1, kill.what, kill.from,
                    kill.to, kill.away.toMillis() / 1000.0, kill.whole.toMillis() / 1000.0, kill.acknowledged, kill.lost, kill.doubles));
        }
        return text.toString();
    }
}
