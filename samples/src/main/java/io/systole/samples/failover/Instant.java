package io.systole.samples.failover;

import java.time.Duration;
import java.util.List;

/**
 * {@code ./systole bench instant}: how long an address that somebody deletes by hand is away, with different intervals of its monitor, and
 * with instant detection switched off.
 */
public final class Instant extends Bench {
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration SELDOM = Duration.ofSeconds(10);
    private static final Duration HARDLY_EVER = Duration.ofHours(1);

    private Instant() {
        super("instant");
    }

    /** The program; {@code systole.home} names the installation tree. */
    public static void main(String[] words) {
        new Instant().compare(words);
    }

    @Override
    List<Subject> subjects() {
        var load = new CrmLoad(SELDOM);
        return List.of(new SystoleSubject("default", load), new SystoleSubject("default", new CrmLoad(HARDLY_EVER)),
                new SystoleSubject("default", load.withoutInstantDetection()),
                new PacemakerSubject(Duration.ofSeconds(1), new CrmLoad(OFTEN)), new PacemakerSubject(Duration.ofSeconds(1), load));
    }

    @Override
    void measure(Course course, String round) {
        tell(round + ": address deleted");
        course.addressDeleted(SELDOM);
    }
}
