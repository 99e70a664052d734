package io.systole.core.membership;

/**
 * What a build of Systole can say to its peers and understand of them: every feature level from {@code oldest} to {@code newest}.
 * Members work together at the greatest level that all of them speak; without one they do not work together at all.
 *
 * <p>A build that adds a kind of message, or a field without which a message means something else, raises {@code newest} and adds a
 * {@link Feature}. Other fields may be added at any time: readers ignore what they do not know.
 *
 * @param oldest the level below which it understands nobody; from 1
 * @param newest the level above which nobody understands it; at least {@code oldest}
 */
public record FeatureLevels(int oldest, int newest) {
    /** What a build speaks that does not say it. */
    public static final FeatureLevels UNSAID = new FeatureLevels(1, 1);

    private static final FeatureLevels OURS = new FeatureLevels(1, 2);

    public FeatureLevels {
        if (oldest < 1 || newest < oldest) {
            throw new IllegalArgumentException("feature levels from " + oldest + " to " + newest);
        }
    }

    /** What this build speaks. */
    public static FeatureLevels ours() {
        return OURS;
    }

    /** Whether there is a level that both speak. */
    public boolean meets(FeatureLevels other) {
        return oldest <= other.newest && other.oldest <= newest;
    }

    /** Whether this build has forgotten what the other one speaks. */
    public boolean tooNewFor(FeatureLevels other) {
        return oldest > other.newest;
    }

    public boolean has(Feature feature) {
        return newest >= feature.since();
    }

    @Override
    public String toString() {
        return oldest == newest ? Integer.toString(newest) : oldest + " to " + newest;
    }
}
