package io.systole.core.throttle;

/**
 * How many actions may be under way at a time somewhere.
 *
 * @param jobs at least 1
 * @param why one sentence without full stop, which names the place
 */
public record JobLimit(int jobs, String why) {
    /** Any number. */
    public static final JobLimit NONE = new JobLimit(Integer.MAX_VALUE, "");

    public JobLimit {
        if (jobs < 1) {
            throw new IllegalArgumentException("a limit of " + jobs + " would hold everything up for ever");
        }
    }

    /** The smaller one. */
    JobLimit or(JobLimit other) {
        return other.jobs < jobs ? other : this;
    }

    static String atATime(int jobs) {
        return jobs + (jobs == 1 ? " action at a time" : " actions at a time");
    }
}
