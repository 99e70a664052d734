package io.systole.core.throttle;

/** How much a node is spared because it is busy, from not at all to as far as possible (rule C-58). */
public enum LoadMode {
    NONE,
    LOW,
    MEDIUM,
    HIGH,
    EXTREME;

    private static final double CORE_OF_ONE = 0.6;
    private static final int[] AVERAGE = {120, 160, 200};
    private static final int[] LOOP = {80, 90, 100, 150};

    /**
     * What a load means.
     *
     * @param threshold the load that the cluster may make on a core, in per cent ({@code load-threshold}); 0 and less: any
     */
    static LoadMode of(NodeLoad load, int threshold) {
        if (threshold <= 0) {
            return NONE;
        }
        LoadMode average = byAverage(load, threshold);
        LoadMode loop = byLoop(load);
        return average.compareTo(loop) >= 0 ? average : loop;
    }

    static LoadMode byAverage(NodeLoad load, int threshold) {
        double target = threshold / 100.0 * load.cores() * (load.cores() == 1 ? CORE_OF_ONE : 1);
        return above(load.average(), target, AVERAGE);
    }

    /** One thread orders everything on a node: near a whole core it is at its end, whatever the machine has besides. */
    static LoadMode byLoop(NodeLoad load) {
        return above(load.loop(), load.cores() == 1 ? 0.4 : 0.95, LOOP);
    }

    /** The last of the steps, in per cent of a target, that a value in hundredths exceeds. */
    private static LoadMode above(int value, double target, int[] steps) {
        LoadMode mode = NONE;
        for (int i = 0; i < steps.length; i++) {
            if (value > target * steps[i]) {
                mode = values()[i + 1];
            }
        }
        return mode;
    }

    /** How many of so many actions are left; at least 1. */
    int of(int most) {
        return Math.max(1, switch (this) {
            case NONE -> most;
            case LOW -> most / 2;
            case MEDIUM -> most / 4;
            case HIGH, EXTREME -> 1;
        });
    }
}
