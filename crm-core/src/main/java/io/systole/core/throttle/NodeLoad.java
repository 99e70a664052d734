package io.systole.core.throttle;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * How busy a node is, as it tells the DC with each echo.
 *
 * @param cores processors of the machine, at least 1
 * @param average the load average of the last minute in hundredths; 0 if the machine does not tell
 * @param loop how much of one core the daemon's loop has used lately, in per cent
 * @param ownLimit how many actions this node does at a time by its own settings, whatever the cluster's option says; 0: twice the cores
 */
public record NodeLoad(int cores, int average, int loop, OptionalInt ownLimit) {
    public NodeLoad {
        if (cores < 1 || average < 0 || loop < 0 || ownLimit.orElse(0) < 0) {
            throw new IllegalArgumentException("no load of a node: " + cores + " cores, " + average + ", " + loop + ", " + ownLimit);
        }
    }

    /** A node at rest. */
    public static NodeLoad idle(int cores) {
        return new NodeLoad(cores, 0, 0, OptionalInt.empty());
    }

    /** As people know it from {@code uptime}: {@code load 3.07 on 2 cores}. */
    String text() {
        return String.format(Locale.ROOT, "load %d.%02d on %d core%s", average / 100, average % 100, cores, cores == 1 ? "" : "s");
    }
}
