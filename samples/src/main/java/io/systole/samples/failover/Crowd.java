package io.systole.samples.failover;

import java.time.Duration;
import java.util.List;

/** {@code ./systole bench crowd}: a node dies that has an address and half of 50 other resources; how long until all run on the other. */
public final class Crowd extends Bench {
    private static final int DUMMIES = 50;

    private Crowd() {
        super("crowd");
    }

    /** The program; {@code systole.home} names the installation tree. */
    public static void main(String[] words) {
        new Crowd().compare(words);
    }

    @Override
    List<Subject> subjects() {
        CrmLoad load = CrmLoad.USUAL.withCrowd(DUMMIES);
        return List.of(new SystoleSubject("fast", load), new PacemakerSubject(Duration.ofSeconds(1), load));
    }

    @Override
    void measure(Course course, String round) {
        tell(round + ": its holder dies");
        course.deathWithCrowd();
    }
}
