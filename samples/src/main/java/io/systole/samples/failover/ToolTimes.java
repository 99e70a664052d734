package io.systole.samples.failover;

import java.time.Duration;
import java.util.List;

/** {@code ./systole bench tools}: how long the command-line tools take that agents call, and ten calls one after the other. */
public final class ToolTimes extends Bench {
    private static final Duration SELDOM = Duration.ofSeconds(10);

    private ToolTimes() {
        super("tools");
    }

    /** The program; {@code systole.home} names the installation tree. */
    public static void main(String[] words) {
        new ToolTimes().compare(words);
    }

    @Override
    List<Subject> subjects() {
        var load = new CrmLoad(SELDOM);
        return List.of(new SystoleSubject("default", load), new PacemakerSubject(Duration.ofSeconds(1), load));
    }

    @Override
    void measure(Course course, String round) {
        tell(round + ": calls of tools");
        course.toolCalls();
    }
}
